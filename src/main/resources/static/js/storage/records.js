const PATIENCE = 1_000 // a sound disk answers in milliseconds, a broken one never
const PAUSE = 30_000 // after silence, which costs whoever waits
const SHORT_PAUSE = 1_000 // after an error, which costs nothing

// Records on disk, in IndexedDB, of which nothing is expected: it may be forbidden or full, never answer, or lose its connection and
// all that it held, on any call. Nothing here throws or takes long. What failed says so, and the caller goes on with what it
// has in memory. Event: "reopened" (what was stored may be gone, or there again).
export class Records extends EventTarget {
  #name
  #store
  #key
  #database = null // or the promise of one, or of null
  #current = null
  #pausedUntil = -Infinity
  #opened = false

  // `key` names the field that is a record's key.
  constructor({ name, store, key }) {
    super()
    this.#name = name
    this.#store = store
    this.#key = key
  }

  // Whether it is on disk now.
  async put(record) {
    return await this.#run("readwrite", (store) => store.put(record)) !== null
  }

  // Whether it is on disk no more.
  async remove(key) {
    return await this.#run("readwrite", (store) => store.delete(key)) !== null
  }

  // In the order of their keys; null if that cannot be told.
  async all() {
    return (await this.#run("readonly", (store) => store.getAll()))?.result ?? null
  }

  async #run(mode, act, again = true) {
    const database = await this.#connect()
    if (!database) return null

    try {
      return await soon(this.#transact(database, mode, act))
    } catch (error) {
      if (error?.name === "TimeoutError") this.#giveUp(database)
      if (error?.name !== "InvalidStateError" || !again) return null

      this.#lose(database) // it was closed, and nobody has said so yet
      return this.#run(mode, act, false)
    }
  }

  #transact(database, mode, act) {
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(this.#store, mode, { durability: "strict" })
      const request = act(transaction.objectStore(this.#store))

      transaction.oncomplete = () => resolve(request)
      transaction.onabort = transaction.onerror = () => reject(transaction.error)
    })
  }

  #connect() {
    if (performance.now() < this.#pausedUntil) return null

    return this.#database ??= soon(this.#request()).catch((error) => {
      this.#database = null
      this.#pausedUntil = performance.now() + (error?.name === "TimeoutError" ? PAUSE : SHORT_PAUSE)
      return null
    })
  }

  // One that comes too late is taken all the same.
  #request() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(this.#name, 1)

      request.onupgradeneeded = () => request.result.createObjectStore(this.#store, { keyPath: this.#key })
      request.onerror = request.onblocked = () => reject(request.error)
      request.onsuccess = () => {
        this.#take(request.result)
        resolve(request.result)
      }
    })
  }

  #take(database) {
    const again = this.#opened || this.#pausedUntil > -Infinity

    database.onclose = () => this.#lose(database)
    database.onversionchange = () => this.#lose(database) // somebody deletes it: let them
    this.#opened = true
    this.#pausedUntil = -Infinity
    this.#current = database
    this.#database = Promise.resolve(database)
    if (again) this.dispatchEvent(new Event("reopened"))
  }

  #lose(database) {
    if (database !== this.#current) return

    this.#giveUp(database)
    this.#pausedUntil = -Infinity
    this.#connect()
  }

  #giveUp(database) {
    if (database !== this.#current) return

    database.onclose = database.onversionchange = null
    database.close()
    this.#database = this.#current = null
    this.#pausedUntil = performance.now() + PAUSE
  }
}

function soon(answer) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DOMException("The disk does not answer", "TimeoutError")), PATIENCE)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
