import { Controller } from "@hotwired/stimulus"
import { drawAvatar } from "parley/account/avatar"
import { nameBeingTyped, needsBlank } from "parley/account/mention"
import { People } from "parley/account/people"
import { connection } from "parley/realtime/connection"

// Where only usernames are written, at the beginning of any word.
const NAME = /(?<![^\s,;])@?(?<typed>[\p{L}\p{M}\p{N}._-]{1,32})$/u

// So long a key waits for an answer that is due; a look-up takes a fraction of it.
const PATIENCE = 1_500

// Completes the name that is being typed, in a text area or a field: arrows choose, Enter and Tab take, Esc closes. Who types faster
// than the list comes means the list too: the key waits for it, and does what it does without one if there is nobody.
export default class extends Controller {
  static targets = ["text", "list", "option", "many"]
  static values = { room: Number, bare: Boolean }

  #people
  #found = 0
  #due = null
  #held = null

  connect() {
    this.#people = new People(this.roomValue || null)
  }

  disconnect() {
    this.#people.cancel()
    this.#held = this.#due = null
  }

  write() {
    if (this.#held) return // what is typed behind the key that waits

    const typed = this.#typed
    if (typed === null) return this.close()

    const due = this.#due = this.#find(typed).finally(() => { if (this.#due === due) this.#due = null })
  }

  press(event) {
    if (event.isComposing || event.keyCode === 229) return
    if (this.#held) return this.#pressMeanwhile(event)
    if (this.#due && this.#typed !== null && connection.isOpen && isTaking(event)) return this.#hold(event)
    if (this.listTarget.hidden) return

    const options = [...this.listTarget.children]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]

    if (step) {
      this.#select(options.at((options.indexOf(this.#selected) + step) % options.length))
    } else if (isTaking(event)) {
      this.#take(this.#selected)
    } else if (event.key === "Escape") {
      this.close()
    } else {
      return
    }
    stop(event)
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
    this.#due = null
    this.listTarget.hidden = true
    this.#expanded("false")
    this.textTarget.removeAttribute("aria-activedescendant")
  }

  async #find(typed) {
    const asked = ++this.#found
    const people = await this.#people.find(typed)
    if (people && asked === this.#found && (this.#held || typed === this.#typed)) this.#show(people, typed)
  }

  async #hold(event) {
    const { key, altKey, ctrlKey, metaKey } = event
    const { value } = this.textTarget
    const held = this.#held = { ...this.#place, value }
    stop(event)
    this.listTarget.hidden = true // of what was typed before

    await Promise.race([this.#due, new Promise((resolve) => setTimeout(resolve, PATIENCE))])
    if (this.#held !== held) return
    this.#held = null

    const rest = this.#typedBehind(held)
    if (rest === null) return this.close() // the text is another one
    if (!this.listTarget.hidden) return this.#take(this.#selected, held)

    this.close()
    this.#pressAgain({ key, altKey, ctrlKey, metaKey }, held.value, rest)
  }

  // Esc takes the key back; another one of its kind is the same once more.
  #pressMeanwhile(event) {
    if (event.key === "Escape") {
      this.#held = null
      this.close()
    } else if (!["Enter", "Tab"].includes(event.key)) {
      return
    }
    stop(event)
  }

  // Null if what the key was pressed behind is not there any more.
  #typedBehind({ value, end }) {
    const now = this.textTarget.value
    const [before, after] = [value.slice(0, end), value.slice(end)]
    return now.startsWith(before) && now.endsWith(after) && now.length >= value.length ? now.slice(end, now.length - after.length) : null
  }

  // As if nothing was completed here; what was typed behind it comes behind it.
  #pressAgain(key, value, rest) {
    const text = this.textTarget
    if (key.key === "Tab") return nextField(text)?.focus()

    if (rest !== "") text.value = value
    const taken = !text.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }))
    if (!taken && text.matches("textarea")) text.setRangeText("\n", text.selectionStart, text.selectionEnd, "end")
    else if (!taken) text.form?.requestSubmit()
    if (rest !== "") text.setRangeText(rest, text.selectionStart, text.selectionEnd, "end")
    if (rest !== "" || !taken) text.dispatchEvent(new Event("input", { bubbles: true }))
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

  #take({ dataset: { username } }, place = this.#place) {
    const text = this.textTarget
    const { start, end } = place
    const caret = text.selectionStart > end ? text.value.length - text.selectionStart : null // what was typed behind it meanwhile

    this.close()
    text.setRangeText(`${this.bareValue ? "" : "@"}${username}${needsBlank(text.value.slice(end)) ? " " : ""}`, start, end, "end")
    if (caret !== null) text.setSelectionRange(text.value.length - caret, text.value.length - caret)
    text.dispatchEvent(new Event("input", { bubbles: true }))
  }

  get #place() {
    const end = this.textTarget.selectionStart
    return { start: end - this.#typed.length - (this.bareValue ? 0 : 1), end }
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

function isTaking({ key, shiftKey }) {
  return ["Enter", "Tab"].includes(key) && !shiftKey
}

function stop(event) {
  event.preventDefault()
  event.stopImmediatePropagation()
}

// Where Tab leads.
function nextField(from) {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, [tabindex]")]
  return all.slice(all.indexOf(from) + 1).find((field) => field.tabIndex >= 0 && !field.disabled && field.checkVisibility())
}
