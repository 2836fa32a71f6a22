import { Controller } from "@hotwired/stimulus"
import { ask } from "parley/ask"
import { copyText } from "parley/clipboard"
import { userId } from "parley/current"
import { command } from "parley/message/command"
import { Editor } from "parley/message/editor"
import { History } from "parley/message/history"
import { seqOf } from "parley/message/messages"
import { say } from "parley/text/say"

// What one can do with a message: the tools float over the one under the pointer or in focus; arrow keys go from one to the next.
export default class extends Controller {
  static targets = ["log", "toolsPart", "editorPart", "deleteDialog"]
  static values = { room: Number }

  #tools = null

  reveal({ target, type, pointerType }) {
    const message = target.closest?.(".message[data-message-seq]")
    const wanted = message && !message.matches(".message--deleted, .message--editing")

    if (!wanted || (type === "pointerover" && (pointerType !== "mouse" || this.#inUse))) return
    this.#showTools(message)
  }

  conceal() {
    if (!this.#inUse) this.#tools?.remove()
  }

  move(event) {
    const { target, key } = event
    const step = { ArrowUp: -1, ArrowDown: 1 }[key]
    if (!step || !(target === this.logTarget || target.matches(".message"))) return

    event.preventDefault()
    const messages = [...this.logTarget.querySelectorAll(".message[data-message-seq]")]
    const next = target === this.logTarget ? messages.at(-1) : messages[messages.indexOf(target) + step]
    next?.focus()
  }

  async copyLink({ currentTarget }) {
    await copyText(messageOf(currentTarget).querySelector("a.message__time").href)
    this.#confirm(currentTarget, say("message.link-copied"))
  }

  async markUnread({ currentTarget }) {
    const seq = seqOf(messageOf(currentTarget))

    this.dispatch("unread", { detail: { seq } }) // first of all: nothing more may be told as read
    try {
      const answer = await ask(`/rooms/${this.roomValue}/messages/${seq}/unread`, { method: "post" })
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText)
      this.#confirm(currentTarget, say("message.marked-unread"))
    } catch {
      this.#say(say("message.not-marked-unread"))
    }
  }

  askReaders({ currentTarget }) {
    this.dispatch("readers", { detail: { seq: seqOf(messageOf(currentTarget)) } })
  }

  edit({ currentTarget }) {
    this.#edit(messageOf(currentTarget))
  }

  editLast() {
    const own = this.logTarget.querySelectorAll(".message--own[data-message-seq]:not(.message--deleted)")
    if (own.length > 0) this.#edit([...own].at(-1))
  }

  askDelete({ currentTarget }) {
    const seq = seqOf(messageOf(currentTarget))
    const dialog = this.deleteDialogTarget

    dialog.returnValue = ""
    dialog.onclose = () => { if (dialog.returnValue === "delete") this.#delete(seq) }
    dialog.showModal()
  }

  async #edit(message) {
    const seq = seqOf(message)

    try {
      const body = await new History(this.roomValue).body(seq)
      if (!message.isConnected) return

      this.#tools?.remove()
      new Editor({ room: this.roomValue, seq, message, body, part: this.editorPartTarget, closed: () => this.dispatch("done") })
    } catch {
      this.#say(say("message.not-fetched"))
    }
  }

  async #delete(seq) {
    try {
      await command({ room: this.roomValue, seq, verb: "delete", payload: {} })
    } catch (error) {
      this.#say(say("message.not-deleted", { reason: error.message }))
    }
  }

  #showTools(message) {
    this.#tools ??= this.toolsPartTarget.content.firstElementChild.cloneNode(true)
    if (this.#tools.parentElement === message) return

    const own = message.dataset.messageAuthor === userId()
    for (const tool of this.#tools.querySelectorAll("[data-own]")) tool.hidden = !own
    message.append(this.#tools)
  }

  #confirm(tool, words) {
    const name = tool.title
    tool.title = words
    tool.setAttribute("aria-label", words)
    tool.dataset.done = "true"
    setTimeout(() => {
      tool.title = name
      tool.setAttribute("aria-label", name)
      delete tool.dataset.done
    }, 1_500)
  }

  #say(words) {
    this.dispatch("failed", { detail: { words } })
  }

  get #inUse() {
    return this.#tools?.contains(document.activeElement) && document.activeElement.matches(":focus-visible")
  }
}

function messageOf(element) {
  return element.closest(".message")
}
