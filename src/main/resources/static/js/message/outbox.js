import { userId } from "parley/current"
import { newClientId } from "parley/message/client_id"
import { Sender } from "parley/message/sender"
import { connection } from "parley/realtime/connection"
import { Records } from "parley/storage/records"
import { hearTabs, tellTabs } from "parley/storage/tabs"

const STALE = 60 * 60 * 1000
const RETRY_EVERY = 10_000
const PATIENCE = 5_000

let lastPlace = 0

// Everything I wrote that the server has not acknowledged, for all rooms, from any page. It is kept on disk before it is sent; where
// the disk fails it lives as long as the page, and is sent all the same. Fields of an entry: place (its order, the key on
// disk), clientId, user, room, body, writtenAt and state: "waiting" (on its way), "overdue" (no answer in time; tried again), "rejected"
// (the server said no), "asking" (old: may it still go?). Events: "change" (the entries are others now), "posted" (detail:
// entry), "stored" (detail: {clientId, room, seq}), "unkept" (this page must stay open until it is sent; once).
class Outbox extends EventTarget {
  #user = null
  #entries = new Map()
  #unkept = new Set() // not on disk, or not as they are now
  #removed = new Set() // may be on disk still
  #warned = false
  #timer = null
  #store = new Records({ name: "parley", store: "outbox", key: "place" })
  #sender = new Sender({ pending: (room) => this.#due(room), settled: (...result) => this.#settled(...result) })

  constructor() {
    super()
    connection.addEventListener("open", () => this.#sendAll())
    connection.subscribe("/user/queue/acks", (ack) => this.#acknowledged(ack))
    connection.subscribe("/user/queue/errors", (refusal) => this.#sender.refused(refusal))
    hearTabs("outbox", () => this.#read())
    this.#store.addEventListener("reopened", () => this.#keepAll())
    setInterval(() => this.#tryAgain(), RETRY_EVERY)
  }

  async start() {
    if (userId() === this.#user) return

    this.#user = userId()
    this.#entries.clear()
    this.#unkept.clear()
    await this.#read()
    this.#sendAll()
  }

  entriesOf(room) {
    return [...this.#entries.values()].filter((entry) => entry.room === room)
  }

  get unsentRooms() {
    return new Set([...this.#entries.values()].filter((entry) => entry.state !== "waiting").map((entry) => entry.room))
  }

  // Shown at once, kept before it is sent.
  async post(room, body) {
    const entry = {
      place: nextPlace(), clientId: newClientId(), user: this.#user, room, body, writtenAt: Date.now(), state: "waiting",
    }

    this.#entries.set(entry.clientId, entry)
    this.dispatchEvent(new CustomEvent("posted", { detail: entry }))
    this.#wake()
    await this.#keep(entry)
    this.#sender.send(room)
  }

  async retry(clientId) {
    const entry = this.#entries.get(clientId)
    if (!entry) return

    await this.#update({ ...entry, state: "waiting", reason: null, writtenAt: Date.now() })
    this.#sender.send(entry.room)
  }

  discard(clientId) {
    return this.#remove(clientId)
  }

  // The transcript shows it: it was stored, whatever became of the acknowledgement.
  arrived(clientId) {
    if (this.#entries.has(clientId)) this.#acknowledged({ clientId, status: "stored" })
  }

  #acknowledged(ack) {
    this.#sender.answered(ack)
    if (ack.status !== "stored" || !this.#entries.has(ack.clientId)) return

    const { room } = this.#entries.get(ack.clientId)
    this.dispatchEvent(new CustomEvent("stored", { detail: { clientId: ack.clientId, room, seq: ack.seq } }))
    this.#remove(ack.clientId)
  }

  #settled(entry, outcome, reason) {
    const known = this.#entries.get(entry.clientId)
    if (known && (outcome === "overdue" || outcome === "rejected")) return this.#update({ ...known, state: outcome, reason })
  }

  // Asks the disk, not the memory: another tab may have sent or discarded it meanwhile.
  async #due(room) {
    await this.#read()
    return this.entriesOf(room).filter((entry) => entry.state === "waiting" || entry.state === "overdue")
  }

  #tryAgain() {
    if (this.#unkept.size > 0) this.#keepAll()
    this.#sendAll()
  }

  #sendAll() {
    if (!connection.isOpen) return

    for (const room of new Set([...this.#entries.values()].map((entry) => entry.room))) this.#sender.send(room)
  }

  // A disk that cannot be read says nothing of what is in memory.
  async #read() {
    const user = this.#user
    const stored = user ? await this.#store.all() : []
    if (user !== this.#user) return

    if (stored) {
      const unkept = [...this.#entries.values()].filter(({ clientId }) => this.#unkept.has(clientId))
      const known = stored.filter((entry) => entry.user === user && !this.#forgotten(entry))

      this.#entries = new Map([...known, ...unkept].sort((a, b) => a.place - b.place).map((entry) => [entry.clientId, entry]))
      for (const entry of unkept) this.#keep(entry)
    }
    this.#age()
  }

  #forgotten({ clientId, place }) {
    const forgotten = this.#removed.has(clientId)
    if (forgotten) this.#store.remove(place)
    return forgotten
  }

  // Marks by its age what has no answer, whichever page sent it. A clock that was set back makes nothing younger.
  #age() {
    for (const [clientId, entry] of this.#entries) this.#entries.set(clientId, aged(entry))
    this.dispatchEvent(new Event("change"))
    this.#wake()
  }

  #wake() {
    const due = [...this.#entries.values()].filter(({ state }) => state === "waiting").map(({ writtenAt }) => writtenAt + PATIENCE - Date.now())

    clearTimeout(this.#timer)
    if (due.length > 0) this.#timer = setTimeout(() => this.#age(), Math.max(0, Math.min(PATIENCE, ...due)))
  }

  async #update(entry) {
    this.#entries.set(entry.clientId, entry)
    this.dispatchEvent(new Event("change"))
    this.#wake()
    await this.#keep(entry)
  }

  async #keep(entry) {
    this.#unkept.add(entry.clientId)
    const stored = await this.#store.put(entry)

    if (stored) {
      if (this.#entries.get(entry.clientId) === entry) this.#unkept.delete(entry.clientId)
      tellTabs("outbox")
    } else if (!this.#warned && this.#entries.has(entry.clientId)) {
      this.#warned = true
      this.dispatchEvent(new Event("unkept"))
    }
  }

  async #keepAll() {
    await Promise.all([...this.#entries.values()].map((entry) => this.#keep(entry)))
    this.#read()
  }

  async #remove(clientId) {
    const entry = this.#entries.get(clientId)
    if (!entry) return

    this.#entries.delete(clientId)
    this.#unkept.delete(clientId)
    this.#removed.add(clientId)
    this.dispatchEvent(new Event("change"))
    if (await this.#store.remove(entry.place)) this.#removed.delete(clientId)
    tellTabs("outbox")
  }
}

function aged(entry) {
  const age = Math.abs(Date.now() - entry.writtenAt)

  if (entry.state !== "rejected" && age > STALE) return { ...entry, state: "asking" }
  return entry.state === "waiting" && age >= PATIENCE ? { ...entry, state: "overdue" } : entry
}

// In the order of writing; what two tabs write in the same millisecond does not share a place.
function nextPlace() {
  return lastPlace = Math.max(lastPlace + 1, Date.now() * 1000 + Math.floor(Math.random() * 1000))
}

export const outbox = new Outbox()
