import { Controller } from "@hotwired/stimulus"
import * as Turbo from "@hotwired/turbo"
import { connection } from "parley/realtime/connection"

// The room as a whole: its name while it changes, and its end, when it is gone or I am out of it.
export default class extends Controller {
  static targets = ["name", "about", "conversation", "composer", "gonePart"]
  static values = { id: Number, archived: Boolean }

  #unsubscribes = []

  connect() {
    const topic = `/topic/rooms.${this.idValue}`

    this.#unsubscribes = [
      connection.subscribe("/user/queue/rooms", ({ type, room }) => {
        if (room === this.idValue && type === "removed") this.leave()
        if (room === this.idValue && type === "added" && !this.hasConversationTarget) this.#reload()
      }),
      connection.subscribe("/user/queue/errors", ({ destination }) => { if (destination === topic) this.leave() }),
    ]
    if (this.hasConversationTarget) {
      this.#unsubscribes.push(connection.subscribe(topic, (event) => this.#receive(event)))
    }
  }

  disconnect() {
    this.#unsubscribes.forEach((unsubscribe) => unsubscribe())
  }

  // Says so, and shows nothing more.
  leave() {
    if (!this.hasConversationTarget) return

    this.element.dataset.controller = "room"
    this.composerTarget.remove()
    this.element.querySelector(".head__tools")?.remove()
    this.element.querySelector(".head__people")?.remove()
    this.aboutTarget.textContent = ""
    this.conversationTarget.replaceWith(this.gonePartTarget.content.cloneNode(true))
    this.element.querySelector(".empty h2")?.focus()
    this.disconnect()
  }

  #receive(event) {
    if (event.type === "room.closed") return this.leave()
    if (event.type !== "room.changed") return

    if (event.archived !== this.archivedValue) return this.#reload()
    this.nameTarget.textContent = event.name
    this.aboutTarget.textContent = event.description ?? ""
  }

  #reload() {
    Turbo.visit(location.href, { action: "replace" })
  }
}
