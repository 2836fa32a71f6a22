const LINGER = 1_000

// Who listens to which destination; survives the client, so that every reconnect subscribes again.
export class Subscriptions {
  #listeners = new Map()
  #live = new Map()
  #client = null

  // Returns the function that ends it; where that shall not linger, whoever listens next is told everything anew.
  add(destination, listener, { linger = true } = {}) {
    if (!this.#listeners.has(destination)) {
      this.#listeners.set(destination, new Set())
      this.#subscribe(destination)
    }
    this.#listeners.get(destination).add(listener)

    return () => this.#remove(destination, listener, linger)
  }

  open(client) {
    this.#client = client
    for (const destination of this.#listeners.keys()) this.#subscribe(destination)
  }

  close() {
    this.#client = null
    this.#live.clear()
  }

  // The destination is the subscription's id: so the server sends the same bytes to everybody.
  #subscribe(destination) {
    if (!this.#client) return
    const subscription = this.#client.subscribe(destination, (frame) => this.#deliver(destination, frame), { id: destination })
    this.#live.set(destination, subscription)
  }

  #deliver(destination, frame) {
    const event = JSON.parse(frame.body)

    for (const listener of [...this.#listeners.get(destination) ?? []]) {
      try {
        listener(event)
      } catch (error) {
        reportError(error) // one listener's fault is not the others'
      }
    }
  }

  // A visit exchanges the page's listeners in one go: only a destination that stays without is given up, so that nothing is
  // missed in between.
  #remove(destination, listener, linger) {
    const listeners = this.#listeners.get(destination)

    listeners?.delete(listener)
    if (listeners?.size !== 0) return

    if (linger) {
      setTimeout(() => this.#giveUp(destination), LINGER)
    } else {
      this.#giveUp(destination)
    }
  }

  #giveUp(destination) {
    if (this.#listeners.get(destination)?.size !== 0) return

    this.#listeners.delete(destination)
    this.#live.get(destination)?.unsubscribe()
    this.#live.delete(destination)
  }
}
