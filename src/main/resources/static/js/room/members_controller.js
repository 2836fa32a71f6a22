import { Controller } from "@hotwired/stimulus"
import * as Turbo from "@hotwired/turbo"
import { ask } from "parley/ask"
import { connection } from "parley/realtime/connection"

// The list of members as it is now: asked for again when somebody comes, goes or changes. What is being typed beside it stays, and
// so does the role that is being chosen. Who may do more or less than before gets another page.
export default class extends Controller {
  static targets = ["list"]
  static values = { room: Number, moderates: Boolean }

  #unsubscribe = null

  connect() {
    this.#unsubscribe = connection.subscribe(`/topic/rooms.${this.roomValue}`, ({ type }) => {
      if (type === "room.changed") this.#refresh()
    })
    connection.addEventListener("open", this.#refresh)
  }

  disconnect() {
    this.#unsubscribe()
    connection.removeEventListener("open", this.#refresh)
  }

  #refresh = async () => {
    try {
      const answer = await ask(`/rooms/${this.roomValue}/members`, { headers: { Accept: "text/html" } })
      const text = await answer.text()
      if (!answer.ok || !this.element.isConnected) return

      const page = new DOMParser().parseFromString(text, "text/html")
      if (page.querySelector("main").dataset.membersModeratesValue !== String(this.moderatesValue)) {
        Turbo.visit(location.href, { action: "replace" })
      } else {
        this.#show([...page.querySelector("[data-members-target=list]").children])
      }
    } catch {
      // no line; the next one asks
    }
  }

  #show(rows) {
    const list = this.listTarget
    const there = new Set(rows.map((row) => row.id))
    for (const row of [...list.children]) if (!there.has(row.id) || !isInUse(row)) row.remove()

    const kept = new Set([...list.children].map((row) => row.id)) // which do not move: a list that is open stays open
    let next = list.firstElementChild
    for (const row of rows) {
      if (row.id === next?.id) next = next.nextElementSibling
      else if (!kept.has(row.id)) list.insertBefore(row, next)
    }
  }
}

function isInUse(row) {
  return row.contains(document.activeElement)
    || [...row.querySelectorAll("option")].some(({ selected, defaultSelected }) => selected !== defaultSelected)
}
