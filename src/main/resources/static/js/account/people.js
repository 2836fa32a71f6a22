import { ask } from "parley/ask"

const PAUSE = 80

// Looks people up while somebody types: resolves to [{id, name, username, initials, hue, picture, member}], members of the room first.
// Only the last question is answered; the ones before it resolve to null, as does one that the server cannot answer.
export class People {
  #room
  #abort = new AbortController()

  constructor(room = null) {
    this.#room = room
  }

  async find(words) {
    this.cancel()
    const { signal } = this.#abort = new AbortController()

    await new Promise((resolve) => setTimeout(resolve, PAUSE))
    if (signal.aborted) return null

    try {
      const answer = await ask(`/people?${new URLSearchParams({ q: words, ...(this.#room && { room: this.#room }) })}`, {
        headers: { Accept: "application/json" }, signal,
      })
      return answer.ok ? (await answer.json()).people : null
    } catch {
      return null
    }
  }

  cancel() {
    this.#abort.abort()
  }
}
