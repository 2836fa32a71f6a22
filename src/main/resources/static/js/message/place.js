const NEAR = 100

// Where the reader is in the log. Whatever is added or removed, the message at the upper edge stays where it is on the screen;
// a reader at the end stays at the end, also when the window or the composer changes its size. An editor in the log is not
// moved away from under the hands.
export class Place {
  #log
  #stuck = false
  #resizes = new ResizeObserver(() => { if ((this.#stuck || this.atEnd) && !this.#isWrittenIn) this.toEnd() })

  constructor(log, inner) {
    this.#log = log
    this.#resizes.observe(log)
    this.#resizes.observe(inner)
  }

  close() {
    this.#resizes.disconnect()
  }

  get atEnd() {
    return this.below <= NEAR
  }

  get above() {
    return this.#log.scrollTop
  }

  get below() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight
  }

  get isFar() {
    return this.below > this.#log.clientHeight
  }

  // To be called on every scroll.
  noted() {
    this.#stuck = this.atEnd
  }

  toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight
    this.#stuck = true
  }

  // At a quarter of the height, so that there is context above.
  show(element, share = 0.25) {
    const { top } = element.getBoundingClientRect()
    this.#log.scrollTop += top - this.#top - this.#log.clientHeight * share
    this.noted()
  }

  keep(change) {
    const anchor = this.firstVisible()
    const offset = anchor?.getBoundingClientRect().top

    change()

    const still = anchor?.isConnected ? anchor : anchor && document.getElementById(anchor.id)
    if (still) this.#log.scrollTop += still.getBoundingClientRect().top - offset
  }

  // At the end: stay at the end. Elsewhere: stay there.
  follow(change) {
    if (this.atEnd && !this.#isWrittenIn) {
      change()
      this.toEnd()
    } else {
      this.keep(change)
    }
  }

  firstVisible() {
    const messages = [...this.#log.querySelectorAll(".message")]
    return messages.find((message) => message.getBoundingClientRect().bottom > this.#top + 1)
  }

  get #isWrittenIn() {
    return this.#log.contains(document.activeElement) && document.activeElement.matches("textarea")
  }

  get #top() {
    return this.#log.getBoundingClientRect().top
  }
}
