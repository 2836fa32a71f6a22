const MOST = 300

// The messages in the page: in the order of their places in the room, each once, the newest change of each.
export class Messages {
  #container

  constructor(container) {
    this.#container = container
  }

  get all() {
    return [...this.#container.querySelectorAll(":scope > .message")]
  }

  get first() {
    return seqOf(this.#container.querySelector(":scope > .message"))
  }

  get last() {
    return seqOf(this.all.at(-1))
  }

  get size() {
    return this.all.length
  }

  get excess() {
    return Math.max(0, this.size - MOST)
  }

  find(seq) {
    return this.#container.querySelector(`:scope > #message-${Number(seq)}`)
  }

  // Whether the page changed by it.
  place({ seq, change, html }) {
    const known = this.find(seq)
    if (known && Number(known.dataset.messageChange) >= change) return false

    const article = parse(html)
    if (known) {
      replace(known, article)
    } else {
      this.#insert(article, seq)
    }
    return true
  }

  clear() {
    this.#container.replaceChildren()
  }

  dropFirst(count) {
    for (const message of this.all.slice(0, count)) message.remove()
  }

  dropLast(count) {
    if (count > 0) for (const message of this.all.slice(-count)) message.remove()
  }

  #insert(article, seq) {
    const before = this.all.findLast((message) => seqOf(message) < seq)

    if (before) {
      before.after(article)
    } else {
      this.#container.prepend(article)
    }
  }
}

export function seqOf(message) {
  return message?.dataset.messageSeq ? Number(message.dataset.messageSeq) : null
}

// The server's own rendering of a message, the same that the page was made of.
function parse(html) {
  const template = document.createElement("template")
  template.innerHTML = html
  return template.content.firstElementChild
}

function replace(known, article) {
  const focused = known.contains(document.activeElement)

  known.replaceWith(article)
  if (focused) {
    article.tabIndex = -1
    article.focus({ preventScroll: true })
  }
}
