import { Controller } from "@hotwired/stimulus"

// A notice that goes when it was read.
export default class extends Controller {
  dismiss() {
    this.element.remove()
  }
}
