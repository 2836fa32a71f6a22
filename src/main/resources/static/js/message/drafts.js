import { userId } from "parley/current"

// What was begun in a room's composer and not sent, for as long as the tab lives.
export function readDraft(room) {
  return sessionStorage.getItem(key(room)) ?? ""
}

export function keepDraft(room, text) {
  try {
    if (text) {
      sessionStorage.setItem(key(room), text)
    } else {
      sessionStorage.removeItem(key(room))
    }
  } catch {
    // storage is full or forbidden: the text is still in the field
  }
}

export function forgetDrafts() {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith("draft:")) sessionStorage.removeItem(name)
  }
}

function key(room) {
  return `draft:${userId()}:${room}`
}
