import { userId } from "parley/current"
import { outbox } from "parley/message/outbox"

const PATIENCE = 10_000

// My newest message of a room, to be edited. What was just sent is waited for until it is stored and in the page: the one before
// it is not meant, nor is any if this one was refused or its answer stays away.
export class LastOwn {
  #room
  #element
  #end = null

  constructor({ room, element }) {
    this.#room = room
    this.#element = element
  }

  stop() {
    this.#end?.(null)
  }

  // Resolves to its element, or to null.
  find() {
    this.stop()
    const sent = outbox.entriesOf(this.#room).at(-1)
    const shown = [...this.#element.querySelectorAll(".transcript__pending [data-settling]")].at(-1) // stored, and on its way here
    if (sent?.state === "waiting" || shown) return this.#await(sent?.state === "waiting" ? sent.clientId : shown.dataset.clientId)

    const newest = this.#newest()
    return Promise.resolve(newest && !(sent?.writtenAt > Date.parse(newest.dataset.messageAt)) ? newest : null)
  }

  #newest() {
    const isLive = this.#element.querySelector("[data-transcript-target=after]").hidden // else a newer one is not in the page
    const own = this.#element.querySelectorAll(`.message[data-message-seq][data-message-author="${userId()}"]:not(.message--deleted)`)

    return isLive ? [...own].at(-1) ?? null : null
  }

  #await(clientId) {
    return new Promise((resolve) => {
      const look = () => {
        const message = this.#element.querySelector(`.message[data-message-client-id="${CSS.escape(clientId)}"]`)
        const entry = outbox.entriesOf(this.#room).find((entry) => entry.clientId === clientId)

        if (message) this.#end(message.matches(".message--deleted") ? null : message)
        else if (entry && entry.state !== "waiting") this.#end(null)
      }
      const timer = setTimeout(() => this.#end(null), PATIENCE)

      this.#end = (found) => {
        this.#end = null
        clearTimeout(timer)
        this.#element.removeEventListener("transcript:arranged", look)
        outbox.removeEventListener("change", look)
        resolve(found)
      }
      this.#element.addEventListener("transcript:arranged", look)
      outbox.addEventListener("change", look)
      look()
    })
  }
}
