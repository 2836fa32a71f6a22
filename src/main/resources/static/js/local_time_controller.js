import { Controller } from "@hotwired/stimulus"
import { day } from "parley/day"
import { dayAgo, fullTime } from "parley/local_time"

// A date in a page of words: <time datetime="…" data-controller="local-time">; with the time of the day where it matters.
export default class extends Controller {
  static values = { full: Boolean }

  connect() {
    day.addEventListener("change", this.#draw)
    this.#draw()
  }

  disconnect() {
    day.removeEventListener("change", this.#draw)
  }

  #draw = () => {
    const instant = new Date(this.element.dateTime)

    if (!isNaN(instant)) {
      this.element.textContent = this.fullValue ? fullTime(instant) : dayAgo(instant)
      this.element.title = fullTime(instant)
    }
  }
}
