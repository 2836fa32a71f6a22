import { ask } from "parley/ask"

// The room's pages over HTTP: {messages, more, change}, fifty at a time; `change` is the number up to which a page is true.
export class History {
  #room
  #abort = new AbortController()

  constructor(room) {
    this.#room = room
  }

  newest() {
    return this.#page({})
  }

  before(seq) {
    return this.#page({ before: seq })
  }

  after(seq) {
    return this.#page({ after: seq })
  }

  around(seq) {
    return this.#page({ around: seq })
  }

  changed(change) {
    return this.#page({ changed: change })
  }

  // The words of a message as they were typed; the page holds only the rendered ones.
  async body(seq) {
    const { messages } = await this.after(seq - 1)
    return messages.find((message) => message.seq === seq)?.body ?? ""
  }

  // What is new from this message on: {seq, count, more, since}.
  newSince(seq) {
    return this.#get(`/messages/${seq}/unread`)
  }

  close() {
    this.#abort.abort()
  }

  #page(params) {
    return this.#get(`/messages?${new URLSearchParams(params)}`)
  }

  async #get(path) {
    const answer = await ask(`/rooms/${this.#room}${path}`, {
      headers: { Accept: "application/json" },
      signal: this.#abort.signal,
    })

    if (!answer.ok) throw new HistoryError(answer.status)
    return answer.json()
  }
}

export class HistoryError extends Error {
  constructor(status) {
    super(`The room answered ${status}`)
    this.status = status
  }

  // No member any more, or no such room.
  get gone() {
    return [403, 404, 410].includes(this.status)
  }
}
