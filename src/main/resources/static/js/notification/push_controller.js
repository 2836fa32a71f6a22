import { Controller } from "@hotwired/stimulus"
import { canPush, subscribe, subscription, unsubscribe } from "parley/notification/push"
import { say } from "parley/text/say"

// Turns notifications on this device on and off.
export default class extends Controller {
  static targets = ["state", "problem"]
  static values = { key: String }

  connect() {
    this.#show()
  }

  async turnOn() {
    await this.#try(async () => {
      if (await Notification.requestPermission() === "granted") await subscribe(this.keyValue)
    })
  }

  async turnOff() {
    await this.#try(unsubscribe)
  }

  async #try(change) {
    this.problemTarget.hidden = true
    try {
      await change()
    } catch (error) {
      this.problemTarget.textContent = say("notification.failed", { reason: error.message })
      this.problemTarget.hidden = false
    }
    await this.#show()
  }

  async #show() {
    const state = await this.#state()
    for (const target of this.stateTargets) target.hidden = target.dataset.state !== state
  }

  async #state() {
    if (!canPush()) return "missing"
    if (Notification.permission === "denied") return "denied"
    return Notification.permission === "granted" && await subscription() ? "on" : "off"
  }
}
