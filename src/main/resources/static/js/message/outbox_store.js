const NAME = "parley"
const STORE = "outbox"

// What is to be sent, on disk: entries {place, clientId, user, room, body, writtenAt, …} in the order of `place`, which the
// database counts. Where the browser forbids it (some private windows) the entries live as long as the page.
export class OutboxStore {
  #database = open()
  #fallback = new Map()
  #places = 0

  async add(entry) {
    entry.place = await this.#change((store) => store.add(entry), () => {
      entry.place = Date.now() * 1000 + this.#places++
      this.#fallback.set(entry.place, entry)
      return entry.place
    })
    return entry
  }

  put(entry) {
    return this.#change((store) => store.put(entry), () => this.#fallback.set(entry.place, entry))
  }

  remove(entry) {
    return this.#change((store) => store.delete(entry.place), () => this.#fallback.delete(entry.place))
  }

  async all(user) {
    const entries = await this.#run("readonly", (store) => store.getAll(), () => [...this.#fallback.values()])
    return entries.filter((entry) => entry.user === user)
  }

  #change(request, otherwise) {
    return this.#run("readwrite", request, otherwise)
  }

  async #run(mode, request, otherwise) {
    const database = await this.#database
    if (!database) return otherwise()

    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: "strict" })
      const asked = request(transaction.objectStore(STORE))

      transaction.oncomplete = () => resolve(asked.result)
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
    })
  }
}

function open() {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, 1)

      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "place", autoIncrement: true })
      request.onsuccess = () => resolve(request.result)
      request.onerror = request.onblocked = () => resolve(null)
    } catch {
      resolve(null)
    }
  })
}
