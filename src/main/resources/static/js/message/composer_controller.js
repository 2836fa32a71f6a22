import { Controller } from "@hotwired/stimulus"
import { autogrow } from "parley/message/autogrow"
import { RoomDraft } from "parley/message/drafts"
import { isSendKey, onTouch } from "parley/message/keys"
import { callsMany, confirmMany } from "parley/message/many"
import { LONGEST, lengthOf } from "parley/message/length"
import { outbox } from "parley/message/outbox"
import { say } from "parley/text/say"

const NEAR = 1_000

// Where one writes. What is sent goes to the outbox; the room is fixed when the page is.
export default class extends Controller {
  static targets = ["text", "count"]
  static values = { room: Number }

  #draft

  connect() {
    this.element.noValidate = true // blank is simply not sent
    this.#draft = new RoomDraft(this.roomValue, (text) => this.#show(text))
    this.#show(this.#draft.unsaved ?? this.textTarget.value)
    outbox.addEventListener("unkept", this.#warn)
    if (!onTouch()) this.textTarget.focus({ preventScroll: true })
  }

  disconnect() {
    outbox.removeEventListener("unkept", this.#warn)
    this.#draft.close()
  }

  write() {
    this.#draft.keep(this.textTarget.value)
    this.#measure()
  }

  press(event) {
    if (isSendKey(event)) {
      this.submit(event)
    } else if (event.key === "ArrowUp" && this.textTarget.value === "" && !event.isComposing) {
      event.preventDefault()
      this.dispatch("edit-last", { detail: { idle: () => this.textTarget.value === "" } })
    }
  }

  // What was being written in a message that is gone, below what stands here already.
  take({ detail: { body } }) {
    this.textTarget.value = [this.textTarget.value, body].filter(Boolean).join("\n")
    this.write()
    this.textTarget.focus()
  }

  submit(event) {
    event.preventDefault()
    if (this.#draft.isOutrun()) return // it was sent in another tab, or goes on there

    const body = this.textTarget.value
    if (!body.trim() || lengthOf(body) > LONGEST) return

    if (callsMany(body)) {
      confirmMany(() => this.#send(body), () => this.textTarget.focus())
    } else {
      this.#send(body)
    }
  }

  // Pressing Send takes the focus from the text, and on a phone the keyboard with it: mousedown is prevented.
  hold() {}

  #send(body) {
    outbox.post(this.roomValue, body)
    this.dispatch("sent")
    this.textTarget.value = ""
    this.write()
    this.textTarget.focus()
  }

  #show(text) {
    this.textTarget.value = text
    this.#measure()
  }

  #warn = () => this.dispatch("unkept", { detail: { words: say("message.not-kept") } })

  #measure() {
    autogrow(this.textTarget)

    const left = LONGEST - (this.textTarget.value.length > LONGEST - NEAR ? lengthOf(this.textTarget.value) : 0)
    this.countTarget.hidden = left > NEAR
    this.countTarget.classList.toggle("composer__count--over", left < 0)
    this.countTarget.textContent = say(left < 0 ? "message.too-many" : "message.left", { count: Math.abs(left) })
  }
}
