import { Controller } from "@hotwired/stimulus"
import { connection } from "parley/realtime/connection"
import { say } from "parley/text/say"

// Who of a room is here, on everything in this element that stands for a person: data-user says who.
export default class extends Controller {
  static targets = ["person"]
  static values = { room: Number }

  #known = new Map()
  #awaitsPicture = true
  #unsubscribe = null

  connect() {
    connection.addEventListener("open", this.#opened)
    this.#unsubscribe = connection.subscribe(`/topic/rooms.${this.roomValue}.presence`, ({ users }) => this.#learn(users), { linger: false })
  }

  disconnect() {
    connection.removeEventListener("open", this.#opened)
    this.#unsubscribe()
  }

  personTargetConnected(person) {
    const state = this.#known.get(person.dataset.user)
    if (state) this.#show(person, state)
  }

  // Behind each SUBSCRIBE comes a picture of all who are here: whoever is not in it is not.
  #opened = () => {
    this.#awaitsPicture = true
  }

  #learn(users) {
    if (this.#awaitsPicture) for (const user of this.#known.keys()) this.#known.set(user, "offline")
    this.#awaitsPicture = false
    for (const [user, state] of Object.entries(users)) this.#known.set(user, state)
    for (const person of this.personTargets) this.personTargetConnected(person)
  }

  #show(person, state) {
    person.dataset.presence = state
    if ("word" in person.dataset) person.textContent = say(`presence.${state}`)
  }
}
