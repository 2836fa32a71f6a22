import { connection } from "parley/realtime/connection"

const ORDER_GRACE = 150 // events may overtake each other by a little; only what stays missing is a gap
const FRAME = 16 // what comes faster is shown together
const SECOND_LOOK = 2_000
const RETRY = 3_000
const MANY_PAGES = 12

// The room's live changes without a hole: counts the change numbers, and asks for what is missing after a gap, a reconnect or
// a sleep. `show` takes messages, whatever way they came; `restart` is called when too much was missed to go through one by
// one, and returns the change number of what it shows instead; `gone` when the room is not ours any more.
export class Feed {
  #room
  #history
  #change
  #show
  #restart
  #gone
  #batch = []
  #ahead = new Set()
  #since = null
  #running = null
  #timers = new Set()
  #unsubscribe = null

  constructor({ room, history, change, show, restart, gone }) {
    this.#room = room
    this.#history = history
    this.#change = change
    this.#show = show
    this.#restart = restart
    this.#gone = gone
  }

  start() {
    this.#unsubscribe = connection.subscribe(`/topic/rooms.${this.#room}`, (event) => this.#receive(event))
    connection.addEventListener("open", this.#opened)
    connection.addEventListener("wake", this.#woken)
    if (connection.isOpen) this.#opened()
  }

  stop() {
    this.#unsubscribe?.()
    connection.removeEventListener("open", this.#opened)
    connection.removeEventListener("wake", this.#woken)
    this.#timers.forEach(clearTimeout)
    this.#history.close()
  }

  // A page was shown that is true only up to `change`: changes since then may have found none of its messages in the page.
  reconcile(change) {
    if (change < this.#change) this.catchUp(change)
  }

  async catchUp(since = this.#change) {
    this.#since = Math.min(this.#since ?? since, since)
    this.#running ??= this.#run().finally(() => { this.#running = null })
    await this.#running
  }

  // The page was rendered before the subscription existed; and SUBSCRIBE has no receipt, so it may take effect a little after
  // the first answer was read.
  #opened = () => {
    this.catchUp()
    this.#later(() => this.catchUp(), SECOND_LOOK)
  }

  #woken = () => this.catchUp()

  #receive(event) {
    if (!event.message) return

    if (this.#batch.push(event.message) === 1) this.#later(() => this.#show(this.#batch.splice(0)), FRAME)
    if (event.change <= this.#change) return

    this.#ahead.add(event.change)
    this.#advance(this.#change)
    if (this.#ahead.size > 0) this.#later(() => { if (this.#ahead.size > 0) this.catchUp() }, ORDER_GRACE)
  }

  async #run() {
    try {
      while (this.#since !== null) {
        const since = this.#since
        this.#since = null
        await this.#readFrom(since)
      }
    } catch (error) {
      this.#since = null
      if (error.gone) {
        this.#gone()
      } else if (error.name !== "AbortError" && connection.isOpen) {
        this.#later(() => this.catchUp(), RETRY)
      }
    }
  }

  async #readFrom(since) {
    for (let pages = 1; ; pages++) {
      const page = await this.#history.changed(since)
      this.#show(page.messages)
      this.#advance(page.change)
      since = page.change

      if (!page.more) return
      if (pages === MANY_PAGES) return this.#advance(await this.#restart())
    }
  }

  #advance(change) {
    this.#change = Math.max(this.#change, change)
    while (this.#ahead.delete(this.#change + 1)) this.#change++
    for (const seen of this.#ahead) if (seen <= this.#change) this.#ahead.delete(seen)
  }

  #later(act, delay) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, delay)
    this.#timers.add(timer)
  }
}
