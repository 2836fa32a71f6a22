import { Controller } from "@hotwired/stimulus"

// A field with a link to hand on: a path from the server, made whole with the address by which I reach it.
export default class extends Controller {
  connect() {
    this.element.value = new URL(this.element.value, location.origin).href
  }
}
