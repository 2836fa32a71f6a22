import { Controller } from "@hotwired/stimulus"

// A field for a time zone begins with the one of this device.
export default class extends Controller {
  connect() {
    this.element.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? ""
  }
}
