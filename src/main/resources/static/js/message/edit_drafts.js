import { userId } from "parley/current"
import { kept } from "parley/storage/kept"

const KEPT_FOR = 30 * 24 * 60 * 60 * 1000

// Edits of one room's messages that were begun and not saved: {before, body, at}, by the seq of the message. In this browser and
// for this person only; they outlive the page, since a message may be changed, trimmed or out of sight meanwhile.
export class EditDrafts {
  #prefix

  constructor(room) {
    this.#prefix = `edit:${userId()}:${room}:`
  }

  get seqs() {
    return kept.keysFrom(this.#prefix).filter(read).map((key) => this.seqOf(key)).sort((a, b) => a - b)
  }

  of(seq) {
    return read(this.#prefix + seq)
  }

  // The message that a stored key is about; null for the key of anything else.
  seqOf(key) {
    return key?.startsWith(this.#prefix) ? Number(key.slice(this.#prefix.length)) : null
  }

  keep(seq, { before, body }) {
    kept.set(this.#prefix + seq, JSON.stringify({ before, body, at: Date.now() }))
  }

  // Only what is stored as this one knows it: another tab may have written on.
  forget(seq, body) {
    if (this.of(seq)?.body === body) kept.remove(this.#prefix + seq)
  }
}

function read(key) {
  try {
    const draft = JSON.parse(kept.get(key))
    return draft && Date.now() - draft.at < KEPT_FOR ? draft : null
  } catch {
    return null // not ours
  }
}
