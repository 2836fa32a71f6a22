import { connection } from "parley/realtime/connection"

const PATIENCE = 5_000

// Sends the entries of a room one after the other, each after the answer to the one before: so they arrive in order. Only one
// tab at a time sends for a room; if two did (old browsers), the server would store each clientId once all the same.
export class Sender {
  #pending
  #settled
  #busy = new Map()
  #answers = new Map()
  #echoes = new Map()
  #paused = new Set()

  constructor({ pending, settled }) {
    this.#pending = pending
    this.#settled = settled
    connection.addEventListener("change", () => this.#lineChanged())
  }

  // Returns at once. A call while the room is being sent makes it look again afterwards.
  async send(room) {
    if (this.#paused.has(room)) return
    if (this.#busy.has(room)) return this.#busy.set(room, true)

    this.#busy.set(room, false)
    try {
      await exclusively(`parley-outbox-${room}`, () => this.#sendAll(room))
    } finally {
      const again = this.#busy.get(room)
      this.#busy.delete(room)
      if (again) this.send(room)
    }
  }

  // A rejection may come twice: here, and without the message's id as a refusal.
  answered(ack) {
    const answer = this.#answers.get(ack.clientId)

    if (answer && ack.status === "rejected") this.#echoes.set(answer.destination, true)
    answer?.(ack)
  }

  // A refusal names no message, but only one per room is on its way; the echo of a rejection is none of its business.
  refused({ destination, reason }) {
    if (this.#echoes.delete(destination)) return

    for (const answer of this.#answers.values()) {
      if (answer.destination === destination) answer({ status: "rejected", reason })
    }
  }

  async #sendAll(room) {
    const sent = new Set()

    for (let entry; (entry = (await this.#pending(room)).find(({ clientId }) => !sent.has(clientId)));) {
      sent.add(entry.clientId)

      const { status, reason, retryAfter } = await this.#sendOne(entry)
      await this.#settled(entry, status === "rejected" && retryAfter ? "overdue" : status, reason)

      if (retryAfter) this.#pause(room, retryAfter)
      if (status === "overdue" || status === "offline" || retryAfter) return // what follows must not overtake it
    }
  }

  #sendOne(entry) {
    const destination = `/app/rooms/${entry.room}/messages`

    return new Promise((resolve) => {
      const answer = Object.assign((ack) => done(ack), { destination })
      const timer = setTimeout(() => done({ status: "overdue" }), PATIENCE)
      const done = (ack) => {
        clearTimeout(timer)
        if (this.#answers.get(entry.clientId) === answer) this.#answers.delete(entry.clientId)
        resolve(ack)
      }

      this.#answers.set(entry.clientId, answer)
      if (!connection.send(destination, { clientId: entry.clientId, body: entry.body })) done({ status: "offline" })
    })
  }

  // No answer will come over a line that is gone; the next one starts afresh.
  #lineChanged() {
    if (connection.isOpen) return
    for (const answer of [...this.#answers.values()]) answer({ status: "offline" })
  }

  #pause(room, seconds) {
    this.#paused.add(room)
    setTimeout(() => {
      this.#paused.delete(room)
      this.send(room)
    }, seconds * 1000)
  }
}

// Without https there are no locks, and where stores are forbidden they are too.
async function exclusively(name, act) {
  let begun = false

  try {
    await navigator.locks.request(name, () => {
      begun = true
      return act()
    })
  } catch (error) {
    if (begun) throw error
    await act()
  }
}
