import { Controller } from "@hotwired/stimulus"

const LARGEST = 10 * 1024 * 1024

// Says that a file is too large before it is sent.
export default class extends Controller {
  static targets = ["file", "problem"]

  check() {
    const isTooLarge = this.fileTarget.files[0]?.size > LARGEST

    this.problemTarget.textContent = isTooLarge ? "This file is larger than 10 MB." : ""
    this.problemTarget.hidden = !isTooLarge
    if (isTooLarge) this.fileTarget.value = ""
  }
}
