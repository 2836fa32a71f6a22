import { Controller } from "@hotwired/stimulus"
import { ask } from "parley/ask"
import { copyText } from "parley/clipboard"
import { userId } from "parley/current"
import { command } from "parley/message/command"
import { Editors } from "parley/message/editors"
import { LastOwn } from "parley/message/last_own"
import { seqOf } from "parley/message/messages"
import { say } from "parley/text/say"

// What one can do with a message: the tools float over the one under the pointer or in focus; arrow keys go from one to the next.
export default class extends Controller {
  static targets = ["log", "toolsPart", "editorPart", "deleteDialog", "unfinished", "unfinishedLink"]
  static values = { room: Number }

  #tools = null
  #editors = null
  #lastOwn = null

  connect() {
    if (!this.hasLogTarget) return

    this.#editors = new Editors({
      room: this.roomValue, log: this.logTarget, part: this.editorPartTarget,
      closed: () => {
        this.settle()
        this.dispatch("done")
      },
      moved: (body) => this.dispatch("words", { detail: { body } }),
    })
    this.#lastOwn = new LastOwn({ room: this.roomValue, element: this.element })
    this.settle()
  }

  disconnect() {
    this.#editors?.stop()
    this.#lastOwn?.stop()
  }

  // The page may show other messages now, or other copies of them; what is being written in one out of sight is said.
  settle() {
    const outOfSight = this.#editors?.settle() ?? []

    this.unfinishedTarget.hidden = outOfSight.length === 0
    if (outOfSight.length > 0) this.unfinishedLinkTarget.href = `/rooms/${this.roomValue}/messages/${outOfSight.at(-1)}`
  }

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

  // The newest of mine, once it is stored; never an older one, and not if something else is being written meanwhile.
  async editLast({ detail: { idle } }) {
    const message = await this.#lastOwn.find()
    if (message && idle()) this.#edit(message)
  }

  askDelete({ currentTarget }) {
    const seq = seqOf(messageOf(currentTarget))
    const dialog = this.deleteDialogTarget

    dialog.returnValue = ""
    dialog.onclose = () => { if (dialog.returnValue === "delete") this.#delete(seq) }
    dialog.showModal()
  }

  async #edit(message) {
    this.#tools?.remove()
    try {
      await this.#editors.edit(seqOf(message))
    } catch {
      this.#say(say("message.not-fetched"))
    }
  }

  async #delete(seq) {
    try {
      await command({ room: this.roomValue, seq, verb: "delete", payload: {}, done: ({ type }) => type === "message.deleted" })
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
