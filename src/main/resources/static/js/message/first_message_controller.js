import { Controller } from "@hotwired/stimulus"
import { autogrow } from "parley/message/autogrow"
import { isSendKey, onTouch } from "parley/message/keys"

// The first message to somebody: until it is posted there is no room, and so neither an outbox nor a draft.
export default class extends Controller {
  static targets = ["text"]

  connect() {
    autogrow(this.textTarget)
    if (!onTouch()) this.textTarget.focus({ preventScroll: true })
  }

  write() {
    autogrow(this.textTarget)
  }

  press(event) {
    if (!isSendKey(event)) return

    event.preventDefault()
    if (this.textTarget.value.trim()) this.element.requestSubmit()
  }
}
