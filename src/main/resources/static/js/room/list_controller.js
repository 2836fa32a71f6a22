import { Controller } from "@hotwired/stimulus"
import { outbox } from "parley/message/outbox"
import { connection } from "parley/realtime/connection"
import { isInFront, markFront } from "parley/room/front"
import { moveToTop, reloadList, reloadRoom } from "parley/room/list_frame"
import { showUnreadInTitle } from "parley/room/title"
import { say } from "parley/text/say"

const MOST = 99

let scrolled = 0
let shown = null // the room that was scrolled to

// The list of my rooms in the side bar: counts by event, everything else by fetching the row anew, and all rows with a new line.
export default class extends Controller {
  static targets = ["room", "direct"]

  #unsubscribe
  #unlisted = new Set()
  #listed = false
  #known = new Map() // by room: what was told, not what a list fetched meanwhile shows already

  connect() {
    this.#unsubscribe = connection.subscribe("/user/queue/rooms", (event) => this.#receive(event))
    connection.addEventListener("open", reloadList)
    outbox.addEventListener("change", this.#markUnsent)
    outbox.addEventListener("stored", this.#posted)
    this.refresh()
    this.element.scrollTop = scrolled
  }

  disconnect() {
    this.#unsubscribe()
    connection.removeEventListener("open", reloadList)
    outbox.removeEventListener("change", this.#markUnsent)
    outbox.removeEventListener("stored", this.#posted)
  }

  roomTargetConnected(link) {
    this.#know(link)
    this.#markCurrent(link)
  }

  refresh() {
    this.#listed = this.element.querySelector(".rooms") !== null
    for (const link of this.roomTargets) this.#markCurrent(link)
    markFront(currentRoom())
    this.#markUnsent()
    this.#total()
    this.#tellUnlisted()
    this.#scrollToCurrent()
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
    if (type !== "unread" && type !== "read") return reloadRoom(room)

    const link = this.#link(room)
    if (!link) return type === "unread" && this.#expect(room)

    const known = this.#known.get(link.dataset.room)
    this.#known.set(link.dataset.room, { unread, mentions })
    if (type === "unread") this.#tell(link, unread > known.unread || unread > MOST, mentions > known.mentions)
    this.#count(link, unread, mentions)
    this.#total()
    if (type === "unread") this.#lift(link)
  }

  // What I wrote is what was said last, too.
  #posted = ({ detail: { room } }) => {
    const link = this.#link(room)
    if (link) this.#lift(link)
  }

  // Of a room that was not in the first list everything is news; what was read elsewhere meanwhile is known no more.
  #know({ dataset: { room, unread, mentions } }) {
    const known = this.#known.get(room) ?? (this.#listed ? { unread: 0, mentions: 0 } : { unread: Infinity, mentions: Infinity })

    this.#known.set(room, { unread: Math.min(known.unread, unread), mentions: Math.min(known.mentions, mentions) })
  }

  // The first message of a direct room: only now it is listed.
  #expect(room) {
    this.#unlisted.add(room)
    reloadRoom(room)
  }

  #tellUnlisted() {
    for (const room of this.#unlisted) {
      const link = this.#link(room)
      if (!link) continue

      const [unread, mentions] = [Number(link.dataset.unread), Number(link.dataset.mentions)]

      this.#unlisted.delete(room)
      this.#known.set(link.dataset.room, { unread, mentions })
      this.#tell(link, true, mentions > 0)
    }
  }

  // What notifies me is told to the page, unless it is read as it comes.
  #tell(link, more, called) {
    const { room, kind, loud } = link.dataset
    if (!(called || (more && loud === "true")) || isInFront(room)) return

    const name = `\u2068${link.querySelector(".room-link__name").textContent}\u2069`
    const words = say(kind === "direct" ? "room.new-from" : called ? "room.mentioned-in" : "room.new-in", { name })
    this.dispatch("news", { detail: { room, words, url: link.href, here: room === currentRoom() } })
  }

  // Direct rooms stand in the order of what was said last.
  #lift(link) {
    const item = link.closest("li")
    if (this.directTargets.includes(item.parentElement) && item.previousElementSibling !== null) moveToTop(item)
  }

  // Into the middle, when another room is opened than before and its row is out of sight.
  #scrollToCurrent() {
    const room = currentRoom()
    const link = room && room !== shown && this.#link(room)
    if (!link) return

    shown = room
    const list = this.element.getBoundingClientRect()
    const row = link.getBoundingClientRect()
    if (row.top < list.top || row.bottom > list.bottom) this.element.scrollTop += row.top - list.top - (list.height - row.height) / 2
  }

  #link(room) {
    return this.roomTargets.find((link) => link.dataset.room === String(room))
  }

  #count(link, unread, mentions) {
    link.dataset.unread = unread
    link.classList.toggle("room-link--unread", unread > 0 && link.dataset.muted !== "true")
    link.querySelector("[data-count]").textContent = words(unread)
    link.querySelector(".room-link__count").hidden = unread === 0
    link.querySelector("[data-mentions]").textContent = words(mentions)
    link.querySelector(".room-link__mentions").hidden = mentions === 0
  }

  #markCurrent(link) {
    if (link.dataset.room === currentRoom()) {
      link.setAttribute("aria-current", "page")
      link.closest("details")?.setAttribute("open", "")
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

function words(count) {
  return count > MOST ? "99+" : count
}

function currentRoom() {
  return location.pathname.match(/^\/rooms\/(\d+)/)?.[1]
}
