import { userId } from "parley/current"
import { say } from "parley/text/say"

// The button back to the end of the room: "3 new" counts what others posted since I left the end and did not take back.
// Messages come in the order of their changes, so one that was edited later may come after younger ones.
export class Newest {
  #button
  #words
  #seen
  #unseen = new Set()

  constructor({ button, words, newestSeq }) {
    this.#button = button
    this.#words = words
    this.#seen = newestSeq ?? 0
  }

  count(messages) {
    for (const { seq, author, deleted } of messages) {
      if (deleted) {
        this.#unseen.delete(seq)
      } else if (seq > this.#seen && String(author.id) !== userId()) {
        this.#unseen.add(seq)
      }
    }
  }

  draw({ messages, place, isLive }) {
    const atEnd = isLive && place.atEnd

    if (atEnd) this.#sawAll(messages.last)
    const { size } = this.#unseen
    this.#button.hidden = atEnd || (isLive && size === 0 && !place.isFar)
    this.#words.textContent = size > 0 ? say("message.newer", { count: size, shown: size > 99 ? "99+" : size }) : say("message.newest")
  }

  #sawAll(newestSeq) {
    this.#seen = Math.max(this.#seen, newestSeq ?? 0)
    this.#unseen.clear()
  }
}
