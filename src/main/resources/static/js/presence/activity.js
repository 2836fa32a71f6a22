import { connection } from "parley/realtime/connection"

const IDLE_AFTER = 5 * 60 * 1000
const INPUT = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]

// Whether somebody does something in this tab, told to the server when it changes and to every new line.
class Activity {
  #state = "active"
  #timer = null

  start() {
    for (const input of INPUT) addEventListener(input, this.#stir, { passive: true, capture: true })
    document.addEventListener("visibilitychange", this.#look)
    connection.addEventListener("open", this.#tell)
    this.#look()
    if (connection.isOpen) this.#tell()
  }

  #stir = () => {
    if (!document.hidden) this.#be("active")
    this.#wait()
  }

  #look = () => {
    this.#be(document.hidden ? "idle" : "active")
    this.#wait()
  }

  #wait() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#be("idle"), IDLE_AFTER)
  }

  #be(state) {
    if (state === this.#state) return

    this.#state = state
    this.#tell()
  }

  #tell = () => connection.send("/app/presence", { state: this.#state })
}

export const activity = new Activity()
