import { renewCsrf } from "parley/ask"
import { userId } from "parley/current"
import { backoffAfter } from "parley/realtime/backoff"
import { Heartbeat } from "parley/realtime/heartbeat"
import { askSession } from "parley/realtime/session"
import { Subscriptions } from "parley/realtime/subscriptions"
import { openClient } from "parley/realtime/transport"

const NATIVE_TRIES = 3
const LONG_SLEEP = 20_000

// The document's one line to the server; it outlives Turbo visits. Events: "open" (again: catch up), "wake" (the tab was
// asleep: catch up), "change" (state or retryAt changed). States: idle, connecting, open, waiting.
class Connection extends EventTarget {
  state = "idle"
  retryAt = null

  #user = null
  #client = null
  #attempt = 0
  #nativeFailures = 0
  #opened = false
  #refused = false
  #timer = null
  #hiddenAt = null
  #subscriptions = new Subscriptions()
  #heartbeat = new Heartbeat()

  constructor() {
    super()
    addEventListener("online", () => this.retry())
    addEventListener("offline", () => this.#client?.forceDisconnect()) // the socket itself would notice much later
    addEventListener("pageshow", () => this.#wake())
    document.addEventListener("visibilitychange", () => this.#visibilityChanged())
  }

  // Connects as the person whom the page names; called on every page.
  start() {
    if (userId() === this.#user) return

    this.#user = userId()
    this.#drop()
    if (this.#user) this.#connect()
  }

  get isOpen() {
    return this.state === "open"
  }

  subscribe(destination, listener, options) {
    return this.#subscriptions.add(destination, listener, options)
  }

  // False when there is no line; then nothing was sent.
  send(destination, payload) {
    if (!this.isOpen) return false

    try {
      this.#client.publish({ destination, body: JSON.stringify(payload), headers: { "content-type": "application/json" } })
      return true
    } catch {
      return false
    }
  }

  retry() {
    if (this.state === "waiting") this.#connect()
  }

  async #connect() {
    clearTimeout(this.#timer)
    this.#become("connecting")
    this.#opened = this.#refused = false

    const native = this.#nativeFailures < NATIVE_TRIES
    const user = this.#user
    const mine = (act) => (...given) => { if (client === this.#client) act(...given) }
    let client = null

    try {
      client = await openClient({
        native,
        opened: mine(() => this.#open()),
        refused: mine(() => { this.#refused = true }),
        closed: mine((event) => this.#closed(native, event?.code)),
      })
    } catch {
      return this.#wait() // the fallback library could not be loaded
    }

    if (user === this.#user && this.state === "connecting" && !this.#client) {
      this.#client = client
    } else {
      client.deactivate({ force: true })
    }
  }

  #open() {
    this.#opened = true
    this.#attempt = 0
    this.#subscriptions.open(this.#client)
    this.#heartbeat.start(this.#client.webSocket)
    this.#become("open")
    this.dispatchEvent(new Event("open"))
  }

  async #closed(native, code) {
    const opened = this.#opened
    const refused = this.#refused

    this.#release()
    this.#wait(code)
    if (opened && !refused) return // an interrupted line: just try again

    const session = await askSession()
    if (session === "ended") return this.#signIn()
    if (session === "alive" && refused) await renewCsrf()
    if (session === "alive" && native && !refused) this.#nativeFailures++
  }

  #wait(code) {
    const delay = backoffAfter(code, this.#attempt++)

    this.retryAt = Date.now() + delay
    this.#timer = setTimeout(() => this.#connect(), delay)
    this.#become("waiting")
  }

  #drop() {
    clearTimeout(this.#timer)
    const client = this.#client
    this.#release()
    client?.deactivate({ force: true })
    this.#become("idle")
  }

  #release() {
    this.#client = null
    this.#heartbeat.stop()
    this.#subscriptions.close()
  }

  #signIn() {
    this.#drop()
    location.reload() // the sign-in page, and from there back to this one
  }

  #visibilityChanged() {
    if (document.visibilityState === "visible") {
      this.#wake()
    } else {
      this.#hiddenAt = Date.now()
    }
  }

  #wake() {
    const slept = this.#hiddenAt !== null && Date.now() - this.#hiddenAt > LONG_SLEEP
    this.#hiddenAt = null

    this.retry()
    if (slept && this.isOpen) this.dispatchEvent(new Event("wake"))
  }

  #become(state) {
    this.state = state
    this.dispatchEvent(new Event("change"))
  }
}

export const connection = new Connection()
