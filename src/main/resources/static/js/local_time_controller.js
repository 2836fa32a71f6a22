import { Controller } from "@hotwired/stimulus"
import { dayAgo, fullTime } from "parley/local_time"

// A date in a page of words: <time datetime="…" data-controller="local-time">
export default class extends Controller {
  connect() {
    const instant = new Date(this.element.dateTime)

    if (!isNaN(instant)) {
      this.element.textContent = dayAgo(instant)
      this.element.title = fullTime(instant)
    }
  }
}
