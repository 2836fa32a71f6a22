import { EditDrafts } from "parley/message/edit_drafts"
import { Editor } from "parley/message/editor"
import { History } from "parley/message/history"
import { seqOf } from "parley/message/messages"

// The edits of a room that are open: what was begun before is opened again when its message is in the page, and an editor stays
// with its message, whatever copy of it the page shows.
export class Editors {
  #room
  #log
  #part
  #closed
  #moved
  #history
  #drafts
  #begun
  #open = new Map()

  constructor({ room, log, part, closed, moved }) {
    this.#room = room
    this.#log = log
    this.#part = part
    this.#closed = closed
    this.#moved = moved
    this.#history = new History(room)
    this.#drafts = new EditDrafts(room)
    this.#begun = new Set(this.#drafts.seqs)
    addEventListener("storage", this.#changedElsewhere)
  }

  stop() {
    removeEventListener("storage", this.#changedElsewhere)
    this.#history.close()
  }

  // Rejects if the words cannot be fetched.
  async edit(seq) {
    if (!this.#open.has(seq)) {
      const before = await this.#history.body(seq)
      const message = this.#find(seq)
      if (!message || this.#open.has(seq)) return

      this.#add(seq, { before, body: before }).startsFrom(message)
      this.settle()
    }
    this.#open.get(seq)?.focus()
  }

  // To be called whenever the messages in the page may be others. Returns the seqs of edits whose messages are not in the page.
  settle() {
    for (const seq of this.#begun) {
      const draft = this.#drafts.of(seq)
      if (!draft || this.#open.has(seq)) this.#begun.delete(seq)
      else if (this.#find(seq)) this.#add(seq, draft)
    }
    for (const [seq, editor] of this.#open) {
      const message = this.#find(seq)
      if (!message) continue

      editor.show(message)
      editor.look(message)
    }
    return [...new Set([...this.#open.keys(), ...this.#begun])].filter((seq) => !this.#find(seq))
  }

  #add(seq, { before, body }) {
    const editor = new Editor({
      room: this.#room, seq, before, body, part: this.#part, history: this.#history, drafts: this.#drafts, moved: this.#moved,
      closed: () => {
        this.#open.delete(seq)
        this.#closed()
      },
    })

    this.#open.set(seq, editor)
    return editor
  }

  // Saved or dropped there, it is done here too, unless more was written here; and it grows here as it does there.
  #changedElsewhere = ({ key, oldValue, newValue }) => {
    const editor = this.#open.get(this.#drafts.seqOf(key))
    if (!editor) return

    const inStep = editor.body === (bodyOf(oldValue) ?? editor.body)
    if (!inStep) editor.keep()
    else if (newValue === null) editor.close()
    else editor.follow(bodyOf(newValue))
  }

  #find(seq) {
    return this.#log.querySelector(`.message[data-message-seq="${Number(seq)}"]`)
  }
}

function bodyOf(stored) {
  return stored && JSON.parse(stored).body
}
