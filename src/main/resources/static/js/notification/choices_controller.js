import { Controller } from "@hotwired/stimulus"
import { choices, choose } from "parley/notification/choices"
import { allowSound, chime } from "parley/notification/chime"

// The switches for what an open page does; each takes effect at once.
export default class extends Controller {
  static targets = ["shown", "heard"]

  connect() {
    this.shownTarget.checked = choices().shown
    this.heardTarget.checked = choices().heard
  }

  save() {
    choose({ shown: this.shownTarget.checked, heard: this.heardTarget.checked })
  }

  async try() {
    if (!this.heardTarget.checked) return

    await allowSound()
    chime()
  }
}
