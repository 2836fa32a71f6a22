const KEY = "parley.front"

let mine = false

addEventListener("pagehide", forget)

// Which room somebody looks at, told to the other tabs of this browser.
export function markFront(room) {
  if (document.hasFocus()) {
    mine = true
    localStorage.setItem(KEY, room ?? "")
  } else {
    forget()
  }
}

export function isInFront(room) {
  return localStorage.getItem(KEY) === room
}

function forget() {
  if (mine) localStorage.removeItem(KEY)
  mine = false
}
