import { Controller } from "@hotwired/stimulus"
import { connection } from "parley/realtime/connection"
import { say } from "parley/text/say"

const QUIET = 1_500 // a hiccup needs no words

// "You are offline…": says so when the line stays away, counts down, lets one try now.
export default class extends Controller {
  static targets = ["words", "countdown", "retry"]

  #lostAt = null
  #timer = null

  connect() {
    connection.addEventListener("change", this.show)
    this.show()
  }

  disconnect() {
    connection.removeEventListener("change", this.show)
    clearTimeout(this.#timer)
  }

  retry() {
    connection.retry()
  }

  show = () => {
    clearTimeout(this.#timer)

    if (connection.state === "open" || connection.state === "idle") {
      this.#lostAt = null
      this.element.hidden = true
    } else {
      this.#lostAt ??= Date.now()
      this.#showLoss()
      this.#timer = setTimeout(this.show, 500)
    }
  }

  #showLoss() {
    if (Date.now() - this.#lostAt < QUIET) return

    const seconds = Math.max(0, Math.ceil((connection.retryAt - Date.now()) / 1000))
    const waiting = connection.state === "waiting" && seconds > 0

    this.element.dataset.state = connection.state
    this.retryTarget.hidden = !waiting || seconds < 2
    this.#say(say(navigator.onLine ? "realtime.no-connection" : "realtime.offline"))
    this.countdownTarget.textContent = say(waiting ? "realtime.next-try" : "realtime.connecting", { seconds })
    this.element.hidden = false
  }

  // Only a change is announced to those who listen to the page; the countdown is not.
  #say(words) {
    if (this.wordsTarget.textContent !== words) this.wordsTarget.textContent = words
  }
}
