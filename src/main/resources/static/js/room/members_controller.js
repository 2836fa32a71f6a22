import { Controller } from "@hotwired/stimulus"
import { connection } from "parley/realtime/connection"

// The list of members as it is now: asked for again when somebody comes, goes or changes. What is being typed beside it stays, and
// so does the role that is being chosen.
export default class extends Controller {
  static targets = ["list"]
  static values = { room: Number }

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
      const answer = await fetch(`/rooms/${this.roomValue}/members`, { headers: { Accept: "text/html" } })
      if (!answer.ok || !this.element.isConnected) return

      const page = new DOMParser().parseFromString(await answer.text(), "text/html")
      this.#show([...page.querySelector("[data-members-target=list]").children])
    } catch {
      // no line; the next one asks
    }
  }

  #show(rows) {
    const focused = document.activeElement
    const inUse = new Map([...this.listTarget.children].filter(isInUse).map((row) => [row.id, row]))

    this.listTarget.replaceChildren(...rows.map((row) => inUse.get(row.id) ?? row))
    if (this.listTarget.contains(focused)) focused.focus()
  }
}

function isInUse(row) {
  return row.contains(document.activeElement)
    || [...row.querySelectorAll("option")].some(({ selected, defaultSelected }) => selected !== defaultSelected)
}
