import { Controller } from "@hotwired/stimulus"
import { userId } from "parley/current"
import { Typists } from "parley/presence/typists"
import { connection } from "parley/realtime/connection"
import { say } from "parley/text/say"

const BETWEEN_STARTS = 1_000
const PAUSE = 5_000

// Says who else is typing in the room, and tells the others that I am.
export default class extends Controller {
  static targets = ["words", "status"]
  static values = { room: Number, shown: Boolean }

  #typists = new Typists(() => this.#draw())
  #unsubscribes = []
  #shown = false
  #startedAt = -BETWEEN_STARTS
  #start = null
  #pause = null

  connect() {
    const topic = `/topic/rooms.${this.roomValue}`

    this.#unsubscribes = [
      connection.subscribe(`${topic}.typing`, (sign) => this.#receive(sign)),
      connection.subscribe(topic, ({ type, message }) => { if (type === "message.posted") this.#typists.posted(message.author.id) }),
    ]
  }

  disconnect() {
    this.#end()
    this.#typists.clear()
    this.#unsubscribes.forEach((unsubscribe) => unsubscribe())
  }

  // The composer's text is another.
  write({ target }) {
    if (!this.shownValue) return
    if (target.value.trim() === "") return this.#end()

    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => this.#end(), PAUSE)
    this.#start ??= setTimeout(() => this.#begin(), this.#startedAt + BETWEEN_STARTS - performance.now())
  }

  end() {
    this.#end()
  }

  #begin() {
    this.#start = null
    this.#startedAt = performance.now()
    this.#shown = true
    this.#send(true)
  }

  #end() {
    clearTimeout(this.#pause)
    clearTimeout(this.#start)
    this.#start = null
    if (!this.#shown) return

    this.#shown = false
    this.#send(false)
  }

  #send(on) {
    connection.send(`/app/rooms/${this.roomValue}/typing`, { on })
  }

  #receive({ user, name, on }) {
    if (String(user) === userId()) return

    if (on) {
      this.#typists.start(user, name)
    } else {
      this.#typists.stop(user)
    }
  }

  // Everybody sees each change; who listens to the page hears only that somebody began.
  #draw() {
    const { names } = this.#typists
    const words = this.#phrase(names)

    if (this.wordsTarget.textContent !== words) this.wordsTarget.textContent = words
    if (words === "" || this.statusTarget.textContent === "") this.statusTarget.textContent = words
  }

  // The name of another direction of writing does not turn the sentence around.
  #phrase(names) {
    if (names.length === 0) return ""

    const [first, second, third] = names.map((name) => `\u2068${name}\u2069`)
    return say(`presence.types-${names.length > 3 ? "many" : names.length}`, { first, second, third, count: names.length - 2 })
  }
}
