import { userId } from "parley/current"

// The button back to the end of the room: "3 new" counts what others posted since I left the end.
export class Newest {
  #button
  #words
  #newestSeq
  #unseen = 0

  constructor({ button, words, newestSeq }) {
    this.#button = button
    this.#words = words
    this.#newestSeq = newestSeq ?? 0
  }

  count(messages) {
    for (const { seq, author } of messages) {
      if (seq <= this.#newestSeq) continue
      this.#newestSeq = seq
      if (String(author.id) !== userId()) this.#unseen++
    }
  }

  draw({ place, isLive }) {
    const atEnd = isLive && place.atEnd

    if (atEnd) this.#unseen = 0
    this.#button.hidden = atEnd || (isLive && this.#unseen === 0 && !place.isFar)
    this.#words.textContent = this.#unseen > 0 ? `${this.#unseen > 99 ? "99+" : this.#unseen} new` : "Newest messages"
  }
}
