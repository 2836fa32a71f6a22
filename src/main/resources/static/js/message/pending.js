import { userId } from "parley/current"
import { outbox } from "parley/message/outbox"
import { say } from "parley/text/say"

const BROADCAST_GRACE = 1_500

// My messages that the server has not acknowledged, at the end of the transcript. A copy goes when the server's own arrives,
// be it by acknowledgement or by broadcast.
export class Pending {
  #room
  #container
  #part
  #copies = new Map()
  #changed
  #missing

  // `changed` is called when something was drawn; `missing` returns a promise after which a stored message must have arrived.
  constructor({ room, container, part, changed, missing }) {
    this.#room = room
    this.#container = container
    this.#part = part
    this.#changed = changed
    this.#missing = missing
  }

  start() {
    outbox.addEventListener("change", this.draw)
    this.draw()
  }

  stop() {
    outbox.removeEventListener("change", this.draw)
  }

  // The server's copy is in the page.
  arrived(clientId) {
    outbox.arrived(clientId)
    this.#forget(clientId)
  }

  discard(clientId) {
    this.#forget(clientId)
    outbox.discard(clientId)
  }

  draw = () => {
    const entries = outbox.entriesOf(this.#room)
    const clientIds = new Set(entries.map((entry) => entry.clientId))
    const before = this.#copies.size

    for (const entry of entries) this.#drawEntry(entry)
    for (const clientId of this.#copies.keys()) {
      if (!clientIds.has(clientId)) this.#settle(clientId)
    }
    if (entries.length > 0 || before > 0) this.#changed()
  }

  #drawEntry(entry) {
    const copy = this.#copies.get(entry.clientId) ?? this.#add(entry)
    const failed = entry.state !== "waiting"
    const failure = copy.querySelector(".message__failure")

    copy.classList.toggle("message--failed", failed)
    failure.hidden = !failed
    if (failed) {
      const { reason, verb } = explain(entry)
      const words = failure.querySelector("[data-part=reason]")
      if (words.textContent !== reason) words.textContent = reason
      failure.querySelector("[data-part=retry]").textContent = verb
    }
  }

  #add(entry) {
    const copy = this.#part.content.firstElementChild.cloneNode(true)

    copy.dataset.clientId = entry.clientId
    copy.dataset.messageAuthor = userId()
    copy.dataset.messageAt = new Date(entry.writtenAt).toISOString()
    copy.querySelector(".message__draft").textContent = entry.body
    this.#copies.set(entry.clientId, copy)
    this.#container.append(copy)
    return copy
  }

  // Acknowledged or discarded, here or in another tab: it may stand until the server's copy had its chance to come.
  async #settle(clientId) {
    const copy = this.#copies.get(clientId)
    if (copy.dataset.settling) return

    copy.dataset.settling = "true"
    await new Promise((resolve) => setTimeout(resolve, BROADCAST_GRACE))
    if (this.#copies.get(clientId) !== copy) return
    await this.#missing()
    if (this.#copies.get(clientId) === copy) {
      this.#forget(clientId)
      this.#changed()
    }
  }

  #forget(clientId) {
    this.#copies.get(clientId)?.remove()
    this.#copies.delete(clientId)
  }
}

function explain({ state, reason }) {
  if (state === "asking") return { reason: say("message.asking"), verb: say("message.send") }
  return { reason: say(reason ? "message.not-sent-because" : "message.not-sent", { reason }), verb: say("message.retry") }
}
