import { Controller } from "@hotwired/stimulus"
import { onTouch } from "parley/message/keys"
import { connection } from "parley/realtime/connection"

// Below the messages, whether one may write there or only read: says what could not be done, and takes the focus back.
export default class extends Controller {
  static targets = ["notice", "noticeWords", "place"]
  static values = { room: Number }

  #unsubscribe

  connect() {
    this.#unsubscribe = connection.subscribe("/user/queue/errors", (refusal) => this.#refused(refusal))
  }

  disconnect() {
    this.#unsubscribe()
  }

  focus() {
    if (!onTouch()) this.placeTarget.focus({ preventScroll: true })
  }

  notify({ detail: { words } }) {
    this.noticeWordsTarget.textContent = words
    this.noticeTarget.hidden = false
  }

  dismiss() {
    this.noticeTarget.hidden = true
  }

  // Refusals of sent messages are shown at the message, those of an edit at its editor.
  #refused({ destination, reason }) {
    if (destination === `/app/rooms/${this.roomValue}/typing`) this.notify({ detail: { words: reason } })
  }
}
