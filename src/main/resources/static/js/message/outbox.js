import { userId } from "parley/current"
import { newClientId } from "parley/message/client_id"
import { OutboxStore } from "parley/message/outbox_store"
import { Sender } from "parley/message/sender"
import { connection } from "parley/realtime/connection"

const STALE = 60 * 60 * 1000
const RETRY_EVERY = 10_000
const PATIENCE = 5_000

// Everything I wrote that the server has not acknowledged, for all rooms, from any page. States of an entry: "waiting" (on its
// way), "overdue" (no answer in time; tried again), "rejected" (the server said no), "asking" (old: may it still go?).
// Events: "change" (the entries are others now), "posted" (detail: entry), "stored" (detail: {clientId, room, seq}).
class Outbox extends EventTarget {
  #user = null
  #entries = new Map()
  #store = new OutboxStore()
  #sender = new Sender({ pending: (room) => this.#due(room), settled: (...result) => this.#settled(...result) })
  #tabs = "BroadcastChannel" in window ? new BroadcastChannel("parley-outbox") : null

  constructor() {
    super()
    connection.addEventListener("open", () => this.#sendAll())
    connection.subscribe("/user/queue/acks", (ack) => this.#acknowledged(ack))
    connection.subscribe("/user/queue/errors", (refusal) => this.#sender.refused(refusal))
    this.#tabs?.addEventListener("message", () => this.#read())
    setInterval(() => this.#sendAll(), RETRY_EVERY)
  }

  async start() {
    if (userId() === this.#user) return

    this.#user = userId()
    this.#entries.clear()
    await this.#read()
    this.#sendAll()
  }

  entriesOf(room) {
    return [...this.#entries.values()].filter((entry) => entry.room === room)
  }

  get unsentRooms() {
    return new Set([...this.#entries.values()].filter((entry) => entry.state !== "waiting").map((entry) => entry.room))
  }

  // Shown at once, stored before it is sent.
  async post(room, body) {
    const entry = { clientId: newClientId(), user: this.#user, room, body, writtenAt: Date.now(), state: "waiting" }

    this.#entries.set(entry.clientId, entry)
    this.dispatchEvent(new CustomEvent("posted", { detail: entry }))
    try {
      await this.#store.add(entry)
      this.#tabs?.postMessage("changed")
    } catch {
      // the disk is full: it lives in this page only
    }
    this.#send(entry)
  }

  async retry(clientId) {
    const entry = this.#entries.get(clientId)
    if (!entry) return

    const again = { ...entry, state: "waiting", reason: null, writtenAt: Date.now() }
    await this.#update(again)
    this.#send(again)
  }

  discard(clientId) {
    return this.#remove(clientId)
  }

  // The transcript shows it: it was stored, whatever became of the acknowledgement.
  arrived(clientId) {
    if (this.#entries.has(clientId)) this.#acknowledged({ clientId, status: "stored" })
  }

  #send({ clientId, room }) {
    this.#sender.send(room)
    setTimeout(() => {
      const entry = this.#entries.get(clientId)
      if (entry?.state === "waiting") this.#update({ ...entry, state: "overdue" })
    }, PATIENCE)
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

  // Asks the store, not the memory: another tab may have sent or discarded it meanwhile.
  async #due(room) {
    await this.#read()
    return this.entriesOf(room).filter((entry) => entry.state === "waiting" || entry.state === "overdue")
  }

  #sendAll() {
    if (!connection.isOpen) return

    for (const room of new Set([...this.#entries.values()].map((entry) => entry.room))) this.#sender.send(room)
  }

  async #read() {
    const user = this.#user
    const stored = user ? await this.#store.all(user) : []
    if (user !== this.#user) return

    const unstored = [...this.#entries.values()].filter((entry) => entry.place === undefined)
    this.#entries = new Map([...stored, ...unstored].map((entry) => [entry.clientId, this.#aged(entry)]))
    this.dispatchEvent(new Event("change"))
  }

  #aged(entry) {
    const stale = Date.now() - entry.writtenAt > STALE && entry.state !== "rejected"
    return stale ? { ...entry, state: "asking" } : entry
  }

  async #update(entry) {
    this.#entries.set(entry.clientId, entry)
    this.dispatchEvent(new Event("change"))
    if (entry.place !== undefined) await this.#store.put(entry)
  }

  async #remove(clientId) {
    const entry = this.#entries.get(clientId)

    this.#entries.delete(clientId)
    this.dispatchEvent(new Event("change"))
    if (entry?.place !== undefined) {
      await this.#store.remove(entry)
      this.#tabs?.postMessage("changed")
    }
  }
}

export const outbox = new Outbox()
