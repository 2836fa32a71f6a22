const LONGEST_NAP = 60 * 60 * 1000 // a clock that is set, or a zone that is entered, is noticed as well

// Tells by "change" that today is another day where this device is: at midnight, and after a sleep over it.
class Day extends EventTarget {
  #today = today()
  #timer = null

  constructor() {
    super()
    for (const event of ["focus", "pageshow"]) addEventListener(event, this.#look)
    document.addEventListener("visibilitychange", this.#look)
    this.#look()
  }

  #look = () => {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#look, Math.min(untilMidnight(), LONGEST_NAP))
    if (this.#today === today()) return

    this.#today = today()
    this.dispatchEvent(new Event("change"))
  }
}

function today() {
  return new Date().toDateString()
}

function untilMidnight() {
  const now = new Date()
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1) - now + 1
}

export const day = new Day()
