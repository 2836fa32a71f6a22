import { userId } from "parley/current"
import { clockTime, dayName, fullTime, sameDay } from "parley/local_time"
import { seqOf } from "parley/message/messages"
import { say } from "parley/text/say"

const TOGETHER = 5 * 60 * 1000

// Draws what depends on the reader and the neighbours: who is me, whom I block, which messages belong together, the lines of the days and
// the "New" line (before message `firstUnread`: fixed on entry, moved only on demand), local times, the language.
export class Grouping {
  #container
  #linePart
  #foldPart
  #blocked
  #firstUnread
  #lines = new Map()

  constructor({ container, parts, firstUnread, blocked }) {
    this.#container = container
    this.#linePart = parts.line
    this.#foldPart = parts.fold
    this.#firstUnread = firstUnread
    this.#blocked = new Set(blocked.map(String))
  }

  set firstUnread(seq) {
    this.#firstUnread = seq
  }

  get firstUnread() {
    return this.#firstUnread
  }

  get newLine() {
    return this.#container.querySelector(".line--new")
  }

  // Goes through all messages; cheap, there are at most 300.
  arrange(messages, pending = []) {
    const lines = new Map()
    let previous = null

    for (const message of [...messages, ...pending]) {
      const day = !previous || !sameDay(writtenAt(previous), writtenAt(message)) ? dayName(writtenAt(message)) : null
      const unread = seqOf(message) !== null && seqOf(message) === this.#firstUnread // nowhere else, whatever is loaded first

      if (day && messages.includes(message)) lines.set(`day ${seqOf(message)}`, [message, day])
      if (unread) lines.set("new", [message, say("message.new")])
      message.classList.toggle("message--grouped", !day && !unread && this.#together(previous, message))
      this.#prepare(message)
      previous = message
    }
    this.#draw(lines)
  }

  // What is done once to every message that comes into the page.
  #prepare(message) {
    if (message.dataset.prepared) return

    prepare(message)
    if (this.#blocked.has(message.dataset.messageAuthor)) {
      message.classList.add("message--folded")
      message.append(this.#foldPart.content.cloneNode(true))
    }
  }

  #together(a, b) {
    return a?.dataset.messageAuthor === b.dataset.messageAuthor && writtenAt(b) - writtenAt(a) < TOGETHER
  }

  #draw(lines) {
    for (const [name, line] of this.#lines) {
      if (lines.has(name)) continue
      line.remove()
      this.#lines.delete(name)
    }

    for (const [name, [message, words]] of lines) {
      const line = this.#line(name)
      if (line.textContent !== words) line.firstElementChild.textContent = words
      if (line.nextElementSibling !== message && !isLineBefore(line, message)) message.before(line)
    }
  }

  #line(name) {
    if (!this.#lines.has(name)) {
      const line = this.#linePart.content.firstElementChild.cloneNode(true)
      line.classList.toggle("line--new", name === "new")
      this.#lines.set(name, line)
    }
    return this.#lines.get(name)
  }
}

function isLineBefore(line, message) {
  const next = line.nextElementSibling
  return next?.classList.contains("line--new") && next.nextElementSibling === message
}

function prepare(message) {
  const time = message.querySelector("time")
  message.dataset.prepared = "true"
  message.tabIndex = -1 // arrow keys go from message to message
  message.querySelector("a.message__time")?.setAttribute("tabindex", "-1")
  message.classList.toggle("message--own", message.dataset.messageAuthor === userId())
  message.classList.toggle("message--mentioned", callsMe(message))
  time.textContent = clockTime(writtenAt(message))
  time.title = fullTime(writtenAt(message))
  translate(message.querySelector(".message__edited"), "message.edited")
  if (message.matches(".message--deleted")) translate(message.querySelector(".message__body p"), "message.deleted")
}

// A message comes in the same words for all: in English.
function translate(part, key) {
  if (!part) return

  part.textContent = say(key)
  part.removeAttribute("lang")
}

function callsMe(message) {
  const me = [Number(userId()), "all", "here"].map((who) => `.mention[data-mention="${who}"]`)
  return message.dataset.messageAuthor !== userId() && message.querySelector(me.join()) !== null
}

function writtenAt(message) {
  return new Date(message.dataset.messageAt)
}
