import { userId } from "parley/current"

// What tabs of one browser tell each other at once. A tab hears only those of the person whom its own page is for; without
// BroadcastChannel it hears none, so whoever must not miss a thing looks into the store as well.
const channel = open()
const listeners = new Map()

export function tellTabs(topic, detail = null) {
  try {
    channel?.postMessage({ user: userId(), topic, detail })
  } catch {
    // the browser is about to end the page
  }
}

// Returns the function that ends it.
export function hearTabs(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, new Set())
  listeners.get(topic).add(listener)

  return () => listeners.get(topic).delete(listener)
}

function open() {
  try {
    const opened = new BroadcastChannel("parley")
    opened.addEventListener("message", hear)
    return opened
  } catch {
    return null
  }
}

function hear({ data: { user, topic, detail } }) {
  if (user !== userId()) return
  for (const listener of listeners.get(topic) ?? []) listener(detail)
}
