import { Edges } from "parley/message/edges"
import { Grouping } from "parley/message/grouping"
import { Messages, seqOf } from "parley/message/messages"
import { Place } from "parley/message/place"

// The part of the room that is in the page: at most 300 messages, around the reader. While its lower edge is the end of the
// room it is live and takes what is posted; else only what it already spans.
export class Window {
  #parts
  #history
  #settled
  #place
  #grouping
  #edges
  #messages
  #skipped = false

  // `parts` are the elements by name; `settled` is called with the change number of every page that was loaded.
  constructor({ parts, history, firstUnread, blocked, settled }) {
    this.#parts = parts
    this.#history = history
    this.#settled = settled
    this.#messages = new Messages(parts.messages)
    this.#place = new Place(parts.log, parts.inner)
    this.#grouping = new Grouping({ container: parts.messages, parts, firstUnread, blocked })
  }

  // At the permalink's message, else at the first unread, else at the end. Only then the edges may load.
  open(target) {
    const message = target ? this.#messages.find(target) : null

    message?.classList.add("message--target")
    this.arrange()
    this.#skipped = this.#startsBehindUnread
    if (message) {
      this.#place.show(message, 0.33)
    } else if (this.#grouping.newLine) {
      this.#place.show(this.#grouping.newLine)
    } else {
      this.#place.toEnd()
    }

    const { log, before, after } = this.#parts
    this.#edges = new Edges({ log, before, after, load: (side) => this.#load(side) })
  }

  close() {
    this.#edges.close()
    this.#place.close()
    this.#edges = null
  }

  get messages() {
    return this.#messages
  }

  get place() {
    return this.#place
  }

  get isLive() {
    return this.#parts.after.hidden
  }

  // The seq of the first unread message if the reader was taken past it: it stands above what is loaded.
  get skippedUnread() {
    return this.#skipped && this.#startsBehindUnread ? this.#grouping.firstUnread : null
  }

  // Live or caught up: those that belong into the window; the others are found when the reader goes there.
  show(messages) {
    this.#place.follow(() => {
      for (const message of messages) if (this.#spans(message.seq)) this.#messages.place(message)
      this.arrange()
      this.#trim()
    })
  }

  async restart() {
    this.#replace(await this.#history.newest())
  }

  // The same place anew, after more changes than are worth going through; returns the change number up to which it is true.
  async reload() {
    const seq = this.isLive && this.#place.atEnd ? null : seqOf(this.#place.firstVisible())
    const page = seq ? await this.#history.around(seq) : await this.#history.newest()

    this.#replace(page, seq)
    return page.change
  }

  arrange() {
    this.#grouping.arrange(this.#messages.all, [...this.#parts.pending.children])
    if (this.#grouping.newLine) this.#skipped = false
    this.#parts.log.dispatchEvent(new CustomEvent("transcript:arranged", { bubbles: true }))
  }

  // Moves the "New" line.
  startUnread(seq) {
    this.#grouping.firstUnread = seq
    this.#place.keep(() => this.arrange())
    this.#skipped = this.#startsBehindUnread
  }

  async showUnread() {
    const seq = this.#grouping.firstUnread
    if (!this.#messages.find(seq)) this.#replace(await this.#history.around(seq))

    const first = this.#grouping.newLine ?? this.#messages.find(seq)
    if (first) this.#place.show(first)
  }

  get #startsBehindUnread() {
    return this.#grouping.firstUnread > 0 && this.#messages.first > this.#grouping.firstUnread
  }

  #spans(seq) {
    const { first, last } = this.#messages
    if (first === null) return this.isLive
    return (seq >= first || this.#parts.before.hidden) && (seq <= last || this.isLive)
  }

  async #load(side) {
    const { first, last } = this.#messages
    const page = side === "before" ? await this.#history.before(first) : await this.#history.after(last)

    this.#quietly(() => this.#place.keep(() => {
      for (const message of page.messages) this.#messages.place(message)
      this.#setMore(side, page.more)
      this.arrange()
      this.#trim()
    }))
    this.#settled(page.change)
  }

  #replace(page, seq) {
    const focused = document.activeElement?.matches(".message__editor textarea") ? document.activeElement : null
    const change = () => {
      this.#messages.clear()
      for (const message of page.messages) this.#messages.place(message)
      this.#setMore("before", page.moreBefore ?? page.more)
      this.#setMore("after", page.moreAfter ?? false)
      this.arrange()
      focused?.focus({ preventScroll: true })
    }

    this.#quietly(() => {
      if (seq) return this.#place.keep(change)
      change()
      this.#place.toEnd()
    })
    this.#skipped = this.#startsBehindUnread
    this.#settled(page.change)
  }

  // At the side away from the reader.
  #trim() {
    const { excess } = this.#messages
    if (excess === 0) return

    if (this.#place.above > this.#place.below) {
      if (this.#messages.dropFirst(excess)) this.#setMore("before", true)
    } else if (this.#messages.dropLast(excess)) {
      this.#setMore("after", true)
    }
    this.arrange()
  }

  #setMore(side, more) {
    this.#parts[side].hidden = !more
    if (side === "before") this.#parts.beginning.hidden = more
  }

  // History that is loaded is no news for those who listen to the page.
  #quietly(change) {
    this.#parts.log.setAttribute("aria-busy", "true")
    change()
    setTimeout(() => this.#parts.log.removeAttribute("aria-busy"))
  }
}
