// What this browser keeps of small things, as strings, over pages and tabs. The store may be full, forbidden or absent, on any call:
// then a thing lives as long as the page does, and whoever asks notices nothing. No other module touches localStorage.
const memory = new Map()

export const kept = {
  // Null if there is nothing.
  get(key) {
    if (memory.has(key)) return memory.get(key)
    return attempt(() => localStorage.getItem(key)) ?? null
  },

  set(key, value) {
    if (attempt(() => localStorage.setItem(key, value) ?? true)) {
      memory.delete(key)
    } else {
      memory.set(key, value)
    }
  },

  remove(key) {
    memory.delete(key)
    if (!attempt(() => localStorage.removeItem(key) ?? true)) memory.set(key, null)
  },

  keysFrom(prefix) {
    const keys = new Set([...attempt(() => Object.keys(localStorage)) ?? [], ...memory.keys()])
    return [...keys].filter((key) => key.startsWith(prefix))
  },
}

function attempt(act) {
  try {
    return act()
  } catch {
    return undefined
  }
}
