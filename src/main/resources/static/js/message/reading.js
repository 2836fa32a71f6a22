import { connection } from "parley/realtime/connection"
import { seqOf } from "parley/message/messages"

const EVERY = 1_000
const GLIMPSE = 24

// Tells the server how far I have read: the newest message that was on screen in a focused tab; at once, then once a second.
export class Reading {
  #room
  #log
  #messages
  #known
  #read
  #sent
  #timer = null
  #held = false

  constructor({ room, log, messages, lastRead }) {
    this.#room = room
    this.#log = log
    this.#messages = messages
    this.#known = this.#read = this.#sent = lastRead
  }

  start() {
    addEventListener("focus", this.look)
    document.addEventListener("visibilitychange", this.look)
    connection.addEventListener("open", this.#resend)
  }

  // Everything from this message on is to be unread, and stays so while this page is open.
  hold(seq) {
    this.#held = true
    this.#known = this.#read = this.#sent = Math.min(this.#read, seq - 1)
  }

  // The seq of the newest message that was read.
  get position() {
    return this.#read
  }

  stop() {
    removeEventListener("focus", this.look)
    document.removeEventListener("visibilitychange", this.look)
    connection.removeEventListener("open", this.#resend)
    clearTimeout(this.#timer)
    this.#send()
  }

  look = () => {
    if (this.#held || document.visibilityState !== "visible" || !document.hasFocus()) return

    this.#read = Math.max(this.#read, this.#newestOnScreen() ?? 0)
    if (this.#timer === null) this.#tell()
  }

  #tell = () => {
    clearTimeout(this.#timer)
    this.#timer = this.#send() ? setTimeout(this.#tell, EVERY) : null
  }

  // Whether there was something to be told, and a line to tell it.
  #send() {
    if (this.#read <= this.#sent || !connection.send(`/app/rooms/${this.#room}/read`, { seq: this.#read })) return false

    this.#sent = this.#read
    return true
  }

  // What was sent over the line that broke may not have arrived.
  #resend = () => {
    this.#sent = this.#known
    this.#tell()
  }

  #newestOnScreen() {
    const end = this.#log.getBoundingClientRect().bottom - GLIMPSE
    return seqOf(this.#messages.all.findLast((message) => message.getBoundingClientRect().top < end))
  }
}
