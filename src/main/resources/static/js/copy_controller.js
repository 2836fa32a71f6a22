import { Controller } from "@hotwired/stimulus"
import { copyText } from "parley/clipboard"

// A field to be copied, and its button, which says for a moment that it was.
export default class extends Controller {
  static targets = ["source", "words"]
  static values = { done: String }

  #name
  #timer = null

  connect() {
    this.#name = this.wordsTarget.textContent
  }

  disconnect() {
    clearTimeout(this.#timer)
  }

  async copy() {
    await copyText(this.sourceTarget.value)
    clearTimeout(this.#timer)
    this.wordsTarget.textContent = this.doneValue
    this.#timer = setTimeout(() => { this.wordsTarget.textContent = this.#name }, 1_500)
  }
}
