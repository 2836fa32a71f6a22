const AHEAD = "800px 0px"

// The upper and lower edge of the log: when one comes near the screen, its page is loaded, again and again while it stays there.
// The link in it, which leads to a page of its own where no script runs, loads too.
export class Edges {
  #elements
  #load
  #observer
  #loading = null

  // `load` is given "before" or "after" and returns a promise.
  constructor({ log, before, after, load }) {
    this.#elements = { before, after }
    this.#load = load
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries), { root: log, rootMargin: AHEAD })
    for (const edge of [before, after]) edge.addEventListener("click", this.#follow)
    this.#observe()
  }

  close() {
    for (const edge of Object.values(this.#elements)) edge.removeEventListener("click", this.#follow)
    this.#observer.disconnect()
  }

  #follow = (event) => {
    event.preventDefault()
    this.#seen([{ isIntersecting: true, target: event.currentTarget }])
  }

  async #seen(entries) {
    const near = entries.find((entry) => entry.isIntersecting && !entry.target.hidden)
    if (!near || this.#loading) return

    const side = near.target === this.#elements.before ? "before" : "after"
    try {
      await (this.#loading = this.#load(side))
    } catch (error) {
      if (error.name !== "AbortError") await new Promise((resolve) => setTimeout(resolve, 3_000))
    } finally {
      this.#loading = null
      this.#observe()
    }
  }

  // Observing anew reports an edge that is still in sight.
  #observe() {
    this.#observer.disconnect()
    for (const edge of Object.values(this.#elements)) this.#observer.observe(edge)
  }
}
