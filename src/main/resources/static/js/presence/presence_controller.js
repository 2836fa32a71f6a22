import { Controller } from "@hotwired/stimulus"
import { connection } from "parley/realtime/connection"

// Who of a room is here, on everything in this element that stands for a person: data-user says who.
export default class extends Controller {
  static targets = ["person"]
  static values = { room: Number, words: Object }

  #known = new Map()
  #unsubscribe = null

  connect() {
    this.#unsubscribe = connection.subscribe(`/topic/rooms.${this.roomValue}.presence`, ({ users }) => this.#learn(users))
  }

  disconnect() {
    this.#unsubscribe()
  }

  personTargetConnected(person) {
    const state = this.#known.get(person.dataset.user)
    if (state) this.#show(person, state)
  }

  #learn(users) {
    for (const [user, state] of Object.entries(users)) this.#known.set(user, state)
    for (const person of this.personTargets) this.personTargetConnected(person)
  }

  #show(person, state) {
    person.dataset.presence = state
    if ("word" in person.dataset) person.textContent = this.wordsValue[state]
  }
}
