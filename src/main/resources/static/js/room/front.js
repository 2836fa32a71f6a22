import { userId } from "parley/current"
import { kept } from "parley/storage/kept"

let mine = false

addEventListener("pagehide", forget)

// Which room somebody looks at, told to the other tabs of this browser.
export function markFront(room) {
  if (document.hasFocus()) {
    mine = true
    kept.set(key(), room ?? "")
  } else {
    forget()
  }
}

export function isInFront(room) {
  return kept.get(key()) === room
}

function key() {
  return `front:${userId()}`
}

function forget() {
  if (mine) kept.remove(key())
  mine = false
}
