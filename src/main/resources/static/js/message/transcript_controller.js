import { Controller } from "@hotwired/stimulus"
import { userId } from "parley/current"
import { day } from "parley/day"
import { enhanceBody } from "parley/message/body"
import { Feed } from "parley/message/feed"
import { History } from "parley/message/history"
import { Missed } from "parley/message/missed"
import { Newest } from "parley/message/newest"
import { outbox } from "parley/message/outbox"
import { Pending } from "parley/message/pending"
import { Reading } from "parley/message/reading"
import { Window } from "parley/message/window"

// The transcript of the room on screen: joins the window of messages, the live feed, my pending messages, the read position
// and the button back to the end.
export default class extends Controller {
  static targets = ["log", "inner", "beginning", "before", "messages", "after", "pending", "newest", "newestWords",
    "missed", "missedWords", "pendingPart", "linePart", "foldPart", "copyPart"]
  static values = { room: Number, change: Number, firstUnread: Number, target: Number, lastRead: Number, blocked: Array }

  #window = null
  #feed
  #pending
  #reading
  #newest
  #missed
  #frame = null

  connect() {
    if (!this.hasLogTarget) return // not a member: there is no transcript

    this.#build()
    this.#settleOutbox()
    this.#pending.start()
    this.#window.open(this.targetValue)
    this.#reading.start()
    this.#feed.start()
    this.logTarget.addEventListener("scroll", this.#moved, { passive: true })
    outbox.addEventListener("posted", this.#posted)
    day.addEventListener("change", this.#nextDay)
    this.#moved()
  }

  disconnect() {
    if (!this.#window) return

    outbox.removeEventListener("posted", this.#posted)
    day.removeEventListener("change", this.#nextDay)
    this.#feed.stop()
    this.#reading.stop()
    this.#pending.stop()
    this.#window.close()
    this.#window = null
  }

  enhance() {
    for (const message of this.#window?.messages.all ?? []) enhanceBody(message, this.copyPartTarget)
  }

  async showNewest() {
    if (!this.#window.isLive) await this.#window.restart()
    this.#window?.place.toEnd()
    this.#moved()
  }

  async showUnread() {
    await this.#window.showUnread()
    this.#moved()
  }

  // The reader wants to read on from here another time.
  holdUnread({ detail: { seq } }) {
    this.#reading.hold(seq)
    this.#window.startUnread(seq)
  }

  // Until the page is loaded anew.
  unfold({ target }) {
    const message = target.closest(".message")
    message.classList.remove("message--folded")
    target.parentElement.remove()
    message.focus()
  }

  retry({ target }) {
    outbox.retry(clientIdOf(target))
  }

  discard({ target }) {
    this.#pending.discard(clientIdOf(target))
    this.dispatch("done") // the button in focus is gone
  }

  #build() {
    const room = this.roomValue
    const history = new History(room)

    this.#window = new Window({ parts: this.#parts, history, firstUnread: this.firstUnreadValue, blocked: this.blockedValue,
      settled: (change) => this.#settled(change) })
    const { messages } = this.#window
    this.#feed = new Feed({ room, history, change: this.changeValue, show: (news) => this.#show(news),
      restart: () => this.#restart(history), gone: () => this.dispatch("gone") })
    this.#pending = new Pending({ room, container: this.pendingTarget, part: this.pendingPartTarget,
      changed: () => this.#window?.arrange(), missing: () => this.#feed.catchUp() })
    this.#reading = new Reading({ room, log: this.logTarget, messages, lastRead: this.lastReadValue })
    this.#newest = new Newest({ button: this.newestTarget, words: this.newestWordsTarget, newestSeq: messages.last })
    this.#missed = new Missed({ button: this.missedTarget, words: this.missedWordsTarget, history })
  }

  // So much was missed that the page goes on at its place or at the end: what was passed over is new.
  async #restart(history) {
    const next = this.#reading.position + 1
    const change = await this.#window.reload()

    if (this.#window.messages.first > next) {
      const { seq } = await history.newSince(next).catch(() => ({})) // without a line there is nothing to say it on
      if (seq) this.#window?.startUnread(seq)
    }
    return change
  }

  // Acknowledgements that were lost with the last page.
  #settleOutbox() {
    for (const { dataset } of this.#window.messages.all) {
      if (dataset.messageAuthor === userId()) outbox.arrived(dataset.messageClientId)
    }
  }

  #show(messages) {
    if (!this.#window || messages.length === 0) return

    this.#newest.count(messages)
    this.#window.show(messages)
    for (const { clientId } of messages) this.#pending.arrived(clientId)
    this.#moved()
  }

  #settled(change) {
    this.#feed.reconcile(change)
    this.#moved()
  }

  #posted = async ({ detail: { room } }) => {
    if (room !== this.roomValue) return

    this.#pending.draw()
    await this.showNewest()
  }

  // What was said today was said yesterday.
  #nextDay = () => this.#window.arrange()

  #moved = () => {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null
      if (!this.#window) return

      this.#window.place.noted()
      this.#reading.look()
      this.#newest.draw(this.#window)
      this.#missed.draw(this.#window)
    })
  }

  get #parts() {
    return {
      log: this.logTarget, inner: this.innerTarget, beginning: this.beginningTarget, messages: this.messagesTarget,
      before: this.beforeTarget, after: this.afterTarget, pending: this.pendingTarget, line: this.linePartTarget, fold: this.foldPartTarget,
    }
  }
}

function clientIdOf(element) {
  return element.closest("[data-client-id]").dataset.clientId
}
