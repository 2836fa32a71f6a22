import { csrfHeaders, userId } from "parley/current"
import { LONGEST, lengthOf } from "parley/message/length"

const PAUSE = 1_500

// What was begun in one room's composer and not sent: at once in the tab, where it survives a reload without a connection, and
// after a pause on the server, where other devices find it. The room is fixed when the page is.
export class RoomDraft {
  #room
  #key
  #timer = null
  #saving = Promise.resolve()

  constructor(room) {
    this.#room = room
    this.#key = `draft:${userId()}:${room}`
    addEventListener("pagehide", this.#save)
    document.addEventListener("visibilitychange", this.#save)
  }

  // What this tab has and the server does not; null if there is nothing like that.
  get unsaved() {
    return sessionStorage.getItem(this.#key)
  }

  keep(text) {
    try {
      sessionStorage.setItem(this.#key, text)
    } catch {
      // storage is full or forbidden: the text is still in the field
    }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#save, text === "" ? 0 : PAUSE)
  }

  close() {
    removeEventListener("pagehide", this.#save)
    document.removeEventListener("visibilitychange", this.#save)
    this.#save()
  }

  // One after the other: what is saved last is what was typed last.
  #save = () => {
    clearTimeout(this.#timer)
    this.#saving = this.#saving.then(() => this.#send())
  }

  async #send() {
    const body = this.unsaved
    if (body === null || lengthOf(body) > LONGEST) return

    try {
      const answer = await fetch(`/rooms/${this.#room}/draft`, {
        method: "post", headers: csrfHeaders(), body: new URLSearchParams({ body }), keepalive: true,
      })
      if (answer.status === 204 && this.unsaved === body) sessionStorage.removeItem(this.#key)
    } catch {
      // with the next key, or the next page
    }
  }
}

export function forgetDrafts() {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith("draft:")) sessionStorage.removeItem(name)
  }
}
