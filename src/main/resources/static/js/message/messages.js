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

  // Up to the first that somebody writes in; returns whether one went.
  dropFirst(count) {
    return drop(this.all.slice(0, count))
  }

  dropLast(count) {
    return drop(this.all.slice(-count).reverse())
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
  if (known.querySelector(":scope > .message__editor")) return renewAround(known, article)

  const focused = known.contains(document.activeElement)

  known.replaceWith(article)
  if (focused) {
    article.tabIndex = -1
    article.focus({ preventScroll: true })
  }
}

// An editor in the message stays where it is: moved, it would lose the focus, and what an input method composes.
function renewAround(known, article) {
  for (const part of [...known.children]) if (!part.matches(".message__editor")) part.remove()
  known.prepend(...article.childNodes)
  for (const { name } of [...known.attributes]) known.removeAttribute(name)
  for (const { name, value } of article.attributes) known.setAttribute(name, value)
}

function drop(messages) {
  const written = messages.findIndex((message) => message.matches(".message--editing"))
  const dropped = written < 0 ? messages : messages.slice(0, written)

  dropped.forEach((message) => message.remove())
  return dropped.length > 0
}
