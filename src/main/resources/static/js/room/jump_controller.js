import { Controller } from "@hotwired/stimulus"
import * as Turbo from "@hotwired/turbo"
import { People } from "parley/account/people"
import { findRooms } from "parley/room/finder"
import { say } from "parley/text/say"

const PATIENCE = 1_500

// Ctrl/Cmd+K: any of my rooms and anybody else by typing, with the list of all rooms as the last way out.
export default class extends Controller {
  static targets = ["dialog", "input", "list", "option", "keys"]

  #people = new People()
  #due = null

  connect() {
    if (this.hasKeysTarget && /Mac|iPhone|iPad/.test(navigator.platform)) this.keysTarget.textContent = "⌘ K"
  }

  toggle(event) {
    if (this.dialogTarget.open) {
      event.preventDefault()
      this.dialogTarget.close()
    } else {
      this.open(event)
    }
  }

  open(event) {
    event.preventDefault()
    if (document.querySelector("dialog[open]")) return

    this.inputTarget.value = ""
    this.dialogTarget.showModal()
    this.filter()
  }

  // A click on the backdrop hits the dialog itself.
  dismiss({ target }) {
    if (target === this.dialogTarget) this.dialogTarget.close()
  }

  filter() {
    const words = this.inputTarget.value.trim()

    this.#list(words)
    this.#due = this.#complete(words)
  }

  #list(words) {
    const options = findRooms(words).map((room) => this.#option(room.name, room.href, room.icon, room.unread))

    options.push(this.#option(say(words ? "room.browse-for" : "room.browse", { words }), browse(words), "#icon-search"))
    this.listTarget.replaceChildren(...options)
    this.#select(options[0])
  }

  // My rooms may be on their way when somebody types fast; people are looked up.
  async #complete(words) {
    const frame = document.getElementById("room-list")

    if (frame && !frame.querySelector(".rooms")) {
      await Promise.race([frame.loaded, pause(PATIENCE)])
      if (words === this.inputTarget.value.trim()) this.#list(words)
    }
    await this.#addPeople(words)
  }

  async #addPeople(words) {
    const people = words ? await this.#people.find(words) : this.#people.cancel()
    if (!people || words !== this.inputTarget.value.trim()) return

    const last = this.listTarget.lastElementChild
    const first = this.listTarget.children.length === 1
    last.before(...people.map(({ name, username }) => this.#option(name, `/direct/${username}`, "#icon-person", `@${username}`)))
    if (first) this.#select(this.listTarget.firstElementChild)
  }

  move(event) {
    if (event.isComposing || event.keyCode === 229) return

    const options = [...this.listTarget.children]
    const at = options.indexOf(this.#selected)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]

    if (step) {
      event.preventDefault()
      this.#select(options.at((at + step) % options.length))
    } else if (event.key === "Enter") {
      event.preventDefault()
      this.#enter()
    }
  }

  // The way out to all rooms is meant by nobody who waits for a name: Enter waits for the answer that is due.
  async #enter() {
    const words = this.inputTarget.value
    if (this.listTarget.children.length === 1) await Promise.race([this.#due, pause(PATIENCE)])
    if (this.dialogTarget.open && words === this.inputTarget.value) this.#visit(this.#selected)
  }

  pick({ target }) {
    const option = target.closest("[role=option]")
    if (option) this.#visit(option)
  }

  #option(name, href, icon, unread = "") {
    const option = this.optionTarget.content.firstElementChild.cloneNode(true)
    const [label, count] = option.querySelectorAll("span")

    option.id = `jump-${href.replace(/\W+/g, "-")}`
    option.dataset.href = href
    option.querySelector("use").setAttribute("href", icon)
    label.textContent = name
    count.textContent = unread
    return option
  }

  #select(option) {
    this.#selected?.setAttribute("aria-selected", "false")
    option.setAttribute("aria-selected", "true")
    option.scrollIntoView({ block: "nearest" })
    this.inputTarget.setAttribute("aria-activedescendant", option.id)
  }

  #visit(option) {
    this.dialogTarget.close()
    Turbo.visit(option.dataset.href)
  }

  get #selected() {
    return this.listTarget.querySelector("[aria-selected=true]")
  }
}

function browse(words) {
  return words ? `/rooms?${new URLSearchParams({ q: words })}` : "/rooms"
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
