import { Controller } from "@hotwired/stimulus"
import { drawAvatar } from "parley/account/avatar"
import { nameBeingTyped, needsBlank } from "parley/account/mention"
import { People } from "parley/account/people"

// Where only usernames are written, at the beginning of any word.
const NAME = /(?<![^\s,;])@?(?<typed>[\p{L}\p{M}\p{N}._-]{1,32})$/u

// Completes the name that is being typed, in a text area or a field: arrows choose, Enter and Tab take, Esc closes.
export default class extends Controller {
  static targets = ["text", "list", "option", "many"]
  static values = { room: Number, bare: Boolean }

  #people
  #found = 0

  connect() {
    this.#people = new People(this.roomValue || null)
  }

  disconnect() {
    this.#people.cancel()
  }

  async write() {
    const typed = this.#typed
    if (typed === null) return this.close()

    const asked = ++this.#found
    const people = await this.#people.find(typed)
    if (people && asked === this.#found && typed === this.#typed) this.#show(people, typed)
  }

  press(event) {
    if (this.listTarget.hidden || event.isComposing || event.keyCode === 229) return

    const options = [...this.listTarget.children]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]

    if (step) {
      this.#select(options.at((options.indexOf(this.#selected) + step) % options.length))
    } else if (["Enter", "Tab"].includes(event.key) && !event.shiftKey) {
      this.#take(this.#selected)
    } else if (event.key === "Escape") {
      this.close()
    } else {
      return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  pick({ target }) {
    const option = target.closest("[role=option]")
    if (option) this.#take(option)
  }

  // A press on the list would take the focus from the text: mousedown is prevented.
  hold() {}

  close() {
    this.#people.cancel()
    this.#found++
    this.listTarget.hidden = true
    this.#expanded("false")
    this.textTarget.removeAttribute("aria-activedescendant")
  }

  #show(people, typed) {
    const options = [...people.map((person) => this.#option(person)), ...this.#forMany(typed)]
    if (options.length === 0) return this.close()

    this.listTarget.replaceChildren(...options)
    this.listTarget.hidden = false
    this.#expanded("true")
    this.#select(options[0])
  }

  #option({ name, username, ...looks }) {
    const option = this.optionTarget.content.firstElementChild.cloneNode(true)
    const [avatar, label, handle] = option.querySelectorAll("span")

    option.id = `completion-${username.replace(/\W/g, "-")}`
    option.dataset.username = username
    drawAvatar(avatar, looks)
    label.textContent = name
    handle.textContent = `@${username}`
    return option
  }

  #forMany(typed) {
    if (!this.hasManyTarget || typed === "") return []

    return [...this.manyTarget.content.children]
      .filter((option) => option.dataset.username.startsWith(typed.toLowerCase()))
      .map((option) => option.cloneNode(true))
  }

  // A text area cannot say that it has a list open; a field can.
  #expanded(state) {
    if (this.textTarget.hasAttribute("aria-expanded")) this.textTarget.setAttribute("aria-expanded", state)
  }

  #select(option) {
    this.#selected?.setAttribute("aria-selected", "false")
    option.setAttribute("aria-selected", "true")
    option.scrollIntoView({ block: "nearest" })
    this.textTarget.setAttribute("aria-activedescendant", option.id)
  }

  #take({ dataset: { username } }) {
    const text = this.textTarget
    const end = text.selectionStart
    const start = end - this.#typed.length - (this.bareValue ? 0 : 1)

    this.close()
    text.setRangeText(`${this.bareValue ? "" : "@"}${username}${needsBlank(text.value.slice(end)) ? " " : ""}`, start, end, "end")
    text.dispatchEvent(new Event("input", { bubbles: true }))
  }

  get #typed() {
    const { value, selectionStart, selectionEnd } = this.textTarget
    if (selectionStart !== selectionEnd) return null

    const text = value.slice(0, selectionStart)
    return this.bareValue ? (NAME.exec(text)?.groups.typed ?? null) : nameBeingTyped(text)
  }

  get #selected() {
    return this.listTarget.querySelector("[aria-selected=true]")
  }
}
