import { moment } from "parley/local_time"
import { say } from "parley/text/say"

const numbers = new Intl.NumberFormat(document.documentElement.lang)

// The button up to the first unread message when the reader was taken past it: "1,200 new since 14:02". The number is asked for once.
export class Missed {
  #button
  #words
  #history
  #asked = null

  constructor({ button, words, history }) {
    this.#button = button
    this.#words = words
    this.#history = history
  }

  draw({ skippedUnread }) {
    this.#button.hidden = skippedUnread === null || this.#words.textContent === "" || this.#asked !== skippedUnread
    if (skippedUnread !== null && this.#asked !== skippedUnread) this.#ask(skippedUnread)
  }

  async #ask(seq) {
    this.#asked = seq
    this.#words.textContent = ""
    try {
      const { count, more, since } = await this.#history.newSince(seq)
      if (this.#asked !== seq || count === 0) return

      const shown = more ? `${numbers.format(count)}+` : count
      this.#words.textContent = say("message.missed", { count, shown, time: moment(new Date(since)) })
      this.#button.hidden = false
    } catch {
      if (this.#asked === seq) this.#asked = null // with the next move
    }
  }
}
