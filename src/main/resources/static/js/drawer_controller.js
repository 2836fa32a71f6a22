import { Controller } from "@hotwired/stimulus"

// The side bar as a drawer on phones. Without JavaScript the opener is a link to the list of rooms.
export default class extends Controller {
  static targets = ["panel", "opener", "content"]

  #phone = matchMedia("(max-width: 48rem)")

  connect() {
    this.#phone.addEventListener("change", this.#settle)
    this.openerTarget.setAttribute("role", "button")
    this.openerTarget.setAttribute("aria-controls", this.panelTarget.id)
    this.#settle()
  }

  disconnect() {
    this.#phone.removeEventListener("change", this.#settle)
  }

  open(event) {
    event.preventDefault()
    this.#show(true)
    this.panelTarget.querySelector("[aria-current], a, button")?.focus()
  }

  // Escape closes what lies on top: a menu in the drawer first.
  close(event) {
    const coveredByMenu = event?.key === "Escape" && document.querySelector(":popover-open")

    if (this.#isOpen && !coveredByMenu) {
      this.#show(false)
      this.openerTarget.focus()
    }
  }

  #settle = () => this.#show(false)

  #show(open) {
    this.element.dataset.drawer = open ? "open" : "closed"
    this.openerTarget.setAttribute("aria-expanded", open)
    this.contentTarget.inert = open
  }

  get #isOpen() {
    return this.element.dataset.drawer === "open"
  }
}
