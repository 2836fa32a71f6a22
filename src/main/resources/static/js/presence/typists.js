const LASTS = 5_000

// The others who are typing, by name: each for five seconds after the last start, or until told of the end.
export class Typists {
  #changed
  #typists = new Map()
  #ended = new Set()

  constructor(changed) {
    this.#changed = changed
  }

  get names() {
    return [...this.#typists.values()].map(({ name }) => name)
  }

  start(user, name) {
    clearTimeout(this.#typists.get(user)?.timer)
    this.#typists.set(user, { name, timer: setTimeout(() => this.#remove(user), LASTS) })
    this.#changed()
  }

  // The message of somebody whose end was told before says nothing of what was begun since.
  posted(user) {
    if (!this.#ended.delete(user)) this.#remove(user)
  }

  stop(user) {
    this.#ended.add(user)
    this.#remove(user)
  }

  #remove(user) {
    clearTimeout(this.#typists.get(user)?.timer)
    if (this.#typists.delete(user)) this.#changed()
  }

  clear() {
    for (const { timer } of this.#typists.values()) clearTimeout(timer)
    this.#typists.clear()
    this.#ended.clear()
  }
}
