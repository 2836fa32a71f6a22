import { autogrow } from "parley/message/autogrow"
import { command } from "parley/message/command"
import { isSendKey } from "parley/message/keys"
import { LONGEST, lengthOf } from "parley/message/length"
import { callsMany, confirmMany } from "parley/message/many"
import { say } from "parley/text/say"

// Edits a message in its place: Enter saves, Esc cancels. The server's copy replaces message and editor.
export class Editor {
  #room
  #seq
  #message
  #form
  #text
  #before
  #closed

  constructor({ room, seq, message, part, body, closed }) {
    this.#room = room
    this.#seq = seq
    this.#message = message
    this.#before = body
    this.#closed = closed
    this.#form = part.content.firstElementChild.cloneNode(true)
    this.#form.noValidate = true
    this.#text = this.#form.querySelector("textarea")
    this.#text.value = body
    this.#listen()
    this.#show()
  }

  #listen() {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.#save()
    })
    this.#form.querySelector("[data-part=cancel]").addEventListener("click", () => this.#close())
    this.#text.addEventListener("input", () => autogrow(this.#text))
    this.#form.addEventListener("keydown", (event) => this.#press(event))
  }

  #show() {
    this.#message.classList.add("message--editing")
    this.#message.append(this.#form)
    autogrow(this.#text)
    this.#text.focus()
    this.#text.setSelectionRange(this.#text.value.length, this.#text.value.length)
    this.#form.scrollIntoView({ block: "nearest" })
  }

  #press(event) {
    event.stopPropagation()

    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault()
      this.#close()
    } else if (event.target === this.#text && isSendKey(event)) {
      event.preventDefault()
      this.#save()
    }
  }

  #save() {
    const body = this.#text.value
    if (body === this.#before) return this.#close()
    if (!body.trim()) return this.#say(say("message.empty"))
    if (lengthOf(body) > LONGEST) return this.#say(say("message.too-long", { count: LONGEST }))

    if (callsMany(body) && !callsMany(this.#before)) return confirmMany(() => this.#send(body), () => this.#text.focus())
    this.#send(body)
  }

  async #send(body) {
    try {
      await command({ room: this.#room, seq: this.#seq, verb: "edit", payload: { body } })
      this.#close()
    } catch (error) {
      this.#say(error.message)
    }
  }

  #say(words) {
    const error = this.#form.querySelector(".field__error")
    error.textContent = words
    error.hidden = false
  }

  #close() {
    this.#form.remove()
    this.#message.classList.remove("message--editing")
    this.#closed()
  }
}
