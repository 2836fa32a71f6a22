import { ask } from "parley/ask"
import { userId } from "parley/current"
import { LONGEST, lengthOf } from "parley/message/length"
import { kept } from "parley/storage/kept"
import { hearTabs, tellTabs } from "parley/storage/tabs"

const PAUSE = 1_500

// What its person began in one room's composer and did not send: at once in this browser, where it survives a reload without a
// connection, and after a pause on the server, where other devices find it. All tabs show the same; one that slept, and so
// heard nothing, looks before it sends. Room and person are fixed when the page is.
export class RoomDraft {
  #room
  #key
  #show
  #version // of what the composer shows; null for what the server had
  #timer = null
  #saving = Promise.resolve()
  #deaf

  // `show` is called with the text when another tab changed it.
  constructor(room, show) {
    this.#room = room
    this.#key = `draft:${userId()}:${room}`
    this.#show = show
    this.#version = this.#record?.version ?? null
    this.#deaf = hearTabs("draft", (changed) => { if (changed.key === this.#key) this.#follow(changed) })
    addEventListener("pagehide", this.#save)
    addEventListener("pageshow", this.#look)
    addEventListener("focus", this.#look)
    document.addEventListener("visibilitychange", this.#saveAndLook)
    if (this.unsaved !== null) this.#saveSoon(PAUSE)
  }

  // What this browser has and the server does not; null if there is nothing like that.
  get unsaved() {
    const record = this.#record
    return record && !record.saved ? record.body : null
  }

  keep(body) {
    this.#version = newVersion()
    this.#write({ body, version: this.#version, saved: false })
    tellTabs("draft", { key: this.#key, body, version: this.#version })
    this.#saveSoon(body === "" ? 0 : PAUSE)
  }

  // Whether another tab has changed it behind our back; then that is shown now.
  isOutrun() {
    const record = this.#record
    if (!record || record.version === this.#version) return false

    this.#follow(record)
    return true
  }

  close() {
    this.#deaf()
    removeEventListener("pagehide", this.#save)
    removeEventListener("pageshow", this.#look)
    removeEventListener("focus", this.#look)
    document.removeEventListener("visibilitychange", this.#saveAndLook)
    this.#save()
  }

  #follow({ body, version }) {
    clearTimeout(this.#timer) // who changed it saves it
    this.#version = version
    this.#show(body)
  }

  #look = () => this.isOutrun()

  #saveAndLook = () => {
    this.#save()
    this.isOutrun()
  }

  #saveSoon(pause) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#save, pause)
  }

  // One after the other: what is saved last is what was typed last.
  #save = () => {
    clearTimeout(this.#timer)
    this.#saving = this.#saving.then(() => this.#send())
  }

  async #send() {
    const record = this.#record
    if (!record || record.saved || lengthOf(record.body) > LONGEST) return

    try {
      const answer = await ask(`/rooms/${this.#room}/draft`, {
        method: "post", body: new URLSearchParams({ body: record.body }), keepalive: true,
      })
      if (answer.status === 204 && this.#record?.version === record.version) this.#write({ ...record, saved: true })
    } catch {
      // with the next key, or the next page
    }
  }

  get #record() {
    try {
      return JSON.parse(kept.get(this.#key))
    } catch {
      return null // what an older page wrote
    }
  }

  #write(record) {
    kept.set(this.#key, JSON.stringify(record))
  }
}

// What the server has need not stay in a browser that somebody signs out of; what it does not have waits here for its author.
export function forgetSavedDrafts() {
  for (const key of kept.keysFrom("draft:")) {
    try {
      if (JSON.parse(kept.get(key)).saved) kept.remove(key)
    } catch {
      kept.remove(key)
    }
  }
}

function newVersion() {
  return `${Date.now()}-${Math.random()}`
}
