import { Controller } from "@hotwired/stimulus"
import { outbox } from "parley/message/outbox"
import { connection } from "parley/realtime/connection"
import { reloadList } from "parley/room/list_frame"
import { showUnreadInTitle } from "parley/room/title"

let scrolled = 0

// The list of my rooms in the side bar: counts by event, everything else by fetching the list anew.
export default class extends Controller {
  static targets = ["room", "direct"]

  #unsubscribe

  connect() {
    this.#unsubscribe = connection.subscribe("/user/queue/rooms", (event) => this.#receive(event))
    connection.addEventListener("open", reloadList)
    outbox.addEventListener("change", this.#markUnsent)
    this.refresh()
    this.element.scrollTop = scrolled
  }

  disconnect() {
    this.#unsubscribe()
    connection.removeEventListener("open", reloadList)
    outbox.removeEventListener("change", this.#markUnsent)
  }

  roomTargetConnected(link) {
    this.#markCurrent(link)
  }

  refresh() {
    for (const link of this.roomTargets) this.#markCurrent(link)
    this.#markUnsent()
    this.#total()
  }

  // The answer was another page: the session has ended.
  missing(event) {
    event.preventDefault()
    location.assign(event.detail.response.url)
  }

  // Turbo carries the list into the next page, where it would begin at its top again.
  remember() {
    scrolled = this.element.scrollTop
  }

  #receive({ type, room, unread, mentions }) {
    if (type !== "unread" && type !== "read") return reloadList()

    const link = this.roomTargets.find((candidate) => candidate.dataset.room === String(room))
    if (!link) return type === "unread" && reloadList() // the first message of a direct room: only now it is listed

    this.#count(link, unread, mentions)
    this.#total()
    if (type === "unread" && this.#isBelowOtherDirect(link)) reloadList()
  }

  // Direct rooms stand in the order of what was said last.
  #isBelowOtherDirect(link) {
    const item = link.closest("li")
    return this.directTargets.includes(item.parentElement) && item.previousElementSibling !== null
  }

  #count(link, unread, mentions) {
    link.dataset.unread = unread
    link.classList.toggle("room-link--unread", unread > 0 && link.dataset.muted !== "true")
    link.querySelector("[data-count]").textContent = shown(unread)
    link.querySelector(".room-link__count").hidden = unread === 0
    link.querySelector("[data-mentions]").textContent = shown(mentions)
    link.querySelector(".room-link__mentions").hidden = mentions === 0
  }

  #markCurrent(link) {
    if (link.dataset.room === currentRoom()) {
      link.setAttribute("aria-current", "page")
    } else {
      link.removeAttribute("aria-current")
    }
  }

  #markUnsent = () => {
    const rooms = outbox.unsentRooms
    for (const link of this.roomTargets) link.toggleAttribute("data-unsent", rooms.has(Number(link.dataset.room)))
  }

  // The room in front of me does not count: what comes is read as it comes.
  #total() {
    const counting = this.roomTargets.filter(({ dataset }) =>
      dataset.muted !== "true" && !(dataset.room === currentRoom() && document.hasFocus()))

    showUnreadInTitle(counting.reduce((sum, { dataset }) => sum + Number(dataset.unread), 0))
  }
}

function shown(count) {
  return count > 99 ? "99+" : count
}

function currentRoom() {
  return location.pathname.match(/^\/rooms\/(\d+)/)?.[1]
}
