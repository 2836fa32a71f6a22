import { copyText } from "parley/clipboard"
import { autogrow } from "parley/message/autogrow"
import { command } from "parley/message/command"
import { isSendKey } from "parley/message/keys"
import { LONGEST, lengthOf } from "parley/message/length"
import { callsMany, confirmMany } from "parley/message/many"
import { say } from "parley/text/say"

// Edits a message in its place: Enter saves, Esc cancels. What is being written stays whatever happens to the message beneath,
// which is said: it is changed elsewhere, deleted, or replaced by another copy of itself.
export class Editor {
  #room
  #seq
  #history
  #drafts
  #closed
  #moved
  #form
  #text
  #before
  #latest
  #sent = null
  #change = null

  // `before` is the text that the edit began with; `closed` and `moved` (the words go to the composer) are called at the end.
  constructor({ room, seq, part, before, body, history, drafts, closed, moved }) {
    this.#room = room
    this.#seq = seq
    this.#history = history
    this.#drafts = drafts
    this.#closed = closed
    this.#moved = moved
    this.#before = this.#latest = before
    this.#form = part.content.firstElementChild.cloneNode(true)
    this.#form.noValidate = true
    this.#text = this.#form.querySelector("textarea")
    this.#text.value = body
    this.#listen()
  }

  get body() {
    return this.#text.value
  }

  // In the message, which may be another element than before.
  show(message) {
    message.classList.add("message--editing")
    if (this.#form.parentElement === message) return

    message.append(this.#form)
    autogrow(this.#text)
  }

  focus() {
    this.#text.focus()
    this.#text.setSelectionRange(this.#text.value.length, this.#text.value.length)
    this.#form.scrollIntoView({ block: "nearest" })
  }

  // This copy of the message is what the edit began with.
  startsFrom(message) {
    this.#change = message.dataset.messageChange
  }

  // Says what became of the message, if it is another one than was seen last.
  async look(message) {
    if (message.matches(".message--deleted")) return this.#showDeleted()
    if (message.dataset.messageChange === this.#change) return

    this.#change = message.dataset.messageChange
    try {
      this.#compare(await this.#history.body(this.#seq))
    } catch {
      this.#change = null // with the next look
    }
  }

  // Another tab wrote on in the same edit.
  follow(body) {
    this.#text.value = body
    autogrow(this.#text)
  }

  keep = () => {
    if (this.body === this.#before) {
      this.#drafts.forget(this.#seq, this.#drafts.of(this.#seq)?.body)
    } else {
      this.#drafts.keep(this.#seq, { before: this.#before, body: this.body })
    }
  }

  close() {
    const message = this.#form.parentElement

    this.#drafts.forget(this.#seq, this.body)
    this.#form.remove()
    message?.classList.remove("message--editing")
    this.#closed()
  }

  #listen() {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.#save()
    })
    this.#on("cancel", () => this.close())
    this.#on("move", () => this.#move())
    this.#on("copy", () => this.#copy())
    this.#text.addEventListener("input", () => autogrow(this.#text))
    this.#text.addEventListener("input", this.keep)
    this.#form.addEventListener("keydown", (event) => this.#press(event))
  }

  #on(part, act) {
    this.#part(part).addEventListener("click", act)
  }

  #press(event) {
    event.stopPropagation()

    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault()
      this.close()
    } else if (event.target === this.#text && isSendKey(event)) {
      event.preventDefault()
      this.#save()
    }
  }

  #save() {
    if (this.#part("save").hidden) return // there is nothing left to be edited

    const { body } = this
    if (!body.trim()) return this.#say(say("message.empty"))
    if (lengthOf(body) > LONGEST) return this.#say(say("message.too-long", { count: LONGEST }))
    if (body === this.#latest) return this.close()

    if (callsMany(body) && !callsMany(this.#before)) return confirmMany(() => this.#send(body), () => this.#text.focus())
    this.#send(body)
  }

  async #send(body) {
    this.#sent = body
    try {
      await command({ room: this.#room, seq: this.#seq, verb: "edit", payload: { body },
        done: ({ type, message }) => type === "message.edited" && message.body === body })
      if (this.body === body) this.close()
    } catch (error) {
      this.#say(error.message)
    }
  }

  #compare(now) {
    this.#latest = now
    if (now === this.#sent) {
      this.#before = now
      if (this.body === now) return this.close() // the answer was lost, not the edit
    }

    if (now === this.#before) this.#tell("", "")
    else this.#tell(say("message.changed-beneath"), now)
  }

  #showDeleted() {
    if (this.#part("save").hidden) return

    this.#part("save").hidden = true
    this.#part("cancel").textContent = this.#part("discard-words").textContent
    this.#part("move").hidden = document.getElementById("composer-text") === null
    this.#part("copy").hidden = false
    this.#tell(say("message.deleted-beneath"), "")
  }

  #tell(words, quote) {
    this.#part("beneath").hidden = words === ""
    this.#part("beneath-words").textContent = words
    this.#part("beneath-quote").hidden = quote === ""
    this.#part("beneath-quote").textContent = quote
  }

  #move() {
    const { body } = this
    this.close()
    this.#moved(body)
  }

  async #copy() {
    await copyText(this.body)
    this.#part("copy").textContent = say("message.copied")
  }

  #say(words) {
    const error = this.#form.querySelector(".field__error")
    error.textContent = words
    error.hidden = false
  }

  #part(name) {
    return this.#form.querySelector(`[data-part=${name}]`)
  }
}
