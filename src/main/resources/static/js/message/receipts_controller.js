import { Controller } from "@hotwired/stimulus"
import { ask } from "parley/ask"
import { userId } from "parley/current"
import { clockTime, dayAgo } from "parley/local_time"
import { seqOf } from "parley/message/messages"
import { connection } from "parley/realtime/connection"
import { say } from "parley/text/say"

// How far one's own messages came. In a direct room the newest says sent, delivered or read; in another one who has seen it is
// counted, and named on demand.
export default class extends Controller {
  static targets = ["statePart", "seenPart", "dialog", "readers"]
  static values = { room: Number, direct: Boolean, followed: Boolean }

  #people = new Map()
  #loaded = false
  #awaitsPicture = true
  #unsubscribes = []

  connect() {
    if (!this.followedValue) return

    const topic = `/topic/rooms.${this.roomValue}`
    this.#unsubscribes.push(connection.subscribe(`${topic}.reads`, (position) => this.#read(position)))
    if (this.directValue) this.#unsubscribes.push(connection.subscribe(`${topic}.presence`, ({ users }) => this.#here(users), { linger: false }))
    connection.addEventListener("open", this.#opened)
    this.#load()
  }

  disconnect() {
    connection.removeEventListener("open", this.#opened)
    this.#unsubscribes.forEach((unsubscribe) => unsubscribe())
  }

  draw() {
    if (!this.#loaded) return

    const own = [...this.element.querySelectorAll(".message--own[data-message-seq]:not(.message--deleted)")]
    const wanted = new Map()

    if (own.length > 0) wanted.set(own.at(-1), this.directValue ? this.#state(own.at(-1)) : this.#seen(own.at(-1)))
    if (this.directValue) {
      const read = own.findLast((message) => this.#state(message).name === "read")
      if (read) wanted.set(read, this.#state(read))
    }
    for (const line of this.element.querySelectorAll(".message__receipt")) {
      if (!wanted.get(line.parentElement)) line.remove()
    }
    for (const [message, state] of wanted) if (state) this.#write(message.querySelector(".message__receipt") ?? this.#line(message, state), state)
  }

  showSeen({ target }) {
    this.#ask(seqOf(target.closest(".message")))
  }

  show({ detail: { seq } }) {
    this.#ask(seq)
  }

  // A click on the backdrop hits the dialog itself.
  dismiss({ target }) {
    if (target === this.dialogTarget) this.dialogTarget.close()
  }

  #opened = () => {
    this.#awaitsPicture = true
    this.#load()
  }

  async #load() {
    try {
      const answer = await ask(`/rooms/${this.roomValue}/reads`, { headers: { Accept: "application/json" } })
      if (!answer.ok) return

      for (const person of (await answer.json()).people) this.#learn(person)
      this.#loaded = true
      this.draw()
    } catch {
      // with the next connection
    }
  }

  #learn({ id, seq, joinedSeq, hereAt }) {
    const known = this.#people.get(String(id))
    this.#people.set(String(id), {
      seq: Math.max(seq, known?.seq ?? 0), joinedSeq,
      hereAt: Math.max(hereAt ? Date.parse(hereAt) : 0, known?.hereAt ?? 0), here: known?.here ?? false,
    })
  }

  #read({ user, seq }) {
    const person = this.#people.get(String(user))
    if (String(user) === userId()) return
    if (!person) return this.#load() // somebody new

    person.seq = Math.max(person.seq, seq)
    this.draw()
  }

  // The first after each SUBSCRIBE says who is here: whoever is not in it is not.
  #here(users) {
    if (this.#awaitsPicture) for (const person of this.#people.values()) person.here = false
    this.#awaitsPicture = false
    for (const [user, word] of Object.entries(users)) {
      const person = this.#people.get(user)
      if (!person) continue

      if (person.here || word !== "offline") person.hereAt = Date.now()
      person.here = word !== "offline"
    }
    this.draw()
  }

  #state(message) {
    const seq = seqOf(message)
    const at = Date.parse(message.dataset.messageAt)
    const all = [...this.#people.values()]

    if (all.length === 0) return { name: "sent", words: say("message.receipt-sent") } // they keep it to themselves
    if (all.every((person) => person.seq >= seq)) return { name: "read", words: say("message.receipt-read") }
    if (all.every((person) => person.seq >= seq || person.here || person.hereAt >= at)) return { name: "delivered", words: say("message.receipt-delivered") }
    return { name: "sent", words: say("message.receipt-sent") }
  }

  #seen(message) {
    const seq = seqOf(message)
    const count = [...this.#people.values()].filter((person) => person.seq >= seq && person.joinedSeq < seq).length

    return count > 0 ? { name: "seen", words: say("message.receipt-seen", { count }) } : null
  }

  #line(message, { name }) {
    const part = name === "seen" ? this.seenPartTarget : this.statePartTarget
    const line = part.content.firstElementChild.cloneNode(true)

    message.append(line)
    return line
  }

  #write(line, { name, words }) {
    const place = line.querySelector("span, button")

    line.dataset.state = name
    if (place.textContent !== words) place.textContent = words
  }

  async #ask(seq) {
    this.readersTarget.replaceChildren()
    this.dialogTarget.showModal()
    try {
      const answer = await ask(`/rooms/${this.roomValue}/messages/${seq}/readers`, { headers: { Accept: "text/html" } })
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText)
      const page = new DOMParser().parseFromString(await answer.text(), "text/html")

      for (const time of page.querySelectorAll("time")) {
        const at = new Date(time.dateTime)
        time.textContent = `${dayAgo(at)} · ${clockTime(at)}`
      }
      this.readersTarget.replaceChildren(...page.body.childNodes)
    } catch {
      this.readersTarget.textContent = say("message.receipts-not-fetched")
    }
  }
}
