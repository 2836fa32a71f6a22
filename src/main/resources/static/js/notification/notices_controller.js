import { Controller } from "@hotwired/stimulus"
import { allowSound, chime } from "parley/notification/chime"
import { choices } from "parley/notification/choices"
import { isQuiet } from "parley/notification/quiet"

const MOST = 3
const LASTS = 8_000

// Says in the open page that something came for me in a room that is not in front of me: one line for each room, for a while.
export default class extends Controller {
  static targets = ["part", "list"]

  #timers = new Map()

  connect() {
    if (choices().heard) addEventListener("pointerdown", allowSound, { once: true, capture: true })
    if (choices().heard) addEventListener("keydown", allowSound, { once: true, capture: true })
  }

  disconnect() {
    removeEventListener("pointerdown", allowSound, { capture: true })
    removeEventListener("keydown", allowSound, { capture: true })
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }

  async show({ detail: { room, words, url, here } }) {
    if (await isQuiet()) return

    if (choices().shown && !here) this.#append(room, words, url)
    if (choices().heard) chime()
  }

  // Nothing goes while somebody is about to press it.
  hold({ currentTarget }) {
    clearTimeout(this.#timers.get(currentTarget))
  }

  release({ currentTarget }) {
    this.#removeLater(currentTarget)
  }

  dismiss({ currentTarget }) {
    this.#remove(currentTarget.closest("li"))
  }

  #append(room, words, url) {
    this.#remove(this.#of(room))
    this.listTarget.append(this.#notice(room, words, url))
    while (this.listTarget.children.length > MOST) this.#remove(this.listTarget.firstElementChild)
  }

  #notice(room, words, url) {
    const notice = this.partTarget.content.firstElementChild.cloneNode(true)
    const link = notice.querySelector("a")

    notice.dataset.room = room
    link.href = url
    link.textContent = words
    this.#removeLater(notice)
    return notice
  }

  #of(room) {
    return [...this.listTarget.children].find((notice) => notice.dataset.room === room)
  }

  #removeLater(notice) {
    clearTimeout(this.#timers.get(notice))
    this.#timers.set(notice, setTimeout(() => this.#remove(notice), LASTS))
  }

  #remove(notice) {
    if (!notice) return

    clearTimeout(this.#timers.get(notice))
    this.#timers.delete(notice)
    notice.remove()
  }
}
