import { Controller } from "@hotwired/stimulus"
import { ask } from "parley/ask"

// A form whose answer needs no new page: a switch (data-preference-on/off-value are its two addresses) or a choice of buttons.
export default class extends Controller {
  static targets = ["button"]
  static values = { on: String, off: String }

  async save(event) {
    const button = event.submitter
    const form = this.element
    const data = new FormData(form, button)

    event.preventDefault()
    event.stopImmediatePropagation()

    try {
      const answer = await ask(form.action, { method: "post", body: new URLSearchParams(data) })
      if (!answer.ok) throw new Error(answer.status)
      this.#press(button)
      form.closest("[popover]")?.hidePopover()
    } catch {
      form.submit() // the plain way shows what is wrong
    }
  }

  #press(button) {
    const on = this.hasOnValue ? button.getAttribute("aria-pressed") !== "true" : true

    for (const other of this.buttonTargets) other.setAttribute("aria-pressed", other === button && on)
    if (this.hasOnValue) this.element.action = on ? this.offValue : this.onValue
  }
}
