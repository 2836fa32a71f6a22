import { ask } from "parley/ask"

const PAUSE = 250

let timer = null

// Fetches the list anew, shortly after the last of several calls, and goes on when a visit has exchanged the page meanwhile: the
// frame lives on in the next. Turbo loads the frame first; it would make noise of a reload that a navigation breaks off.
export function reloadList() {
  clearTimeout(timer)
  timer = setTimeout(load, PAUSE)
}

async function load() {
  const frame = document.getElementById("room-list")
  if (!frame) return

  await frame.loaded
  try {
    const answer = await ask(frame.src, { headers: { Accept: "text/html" } })
    if (answer.ok && !answer.redirected) show(frame, await answer.text())
  } catch {
    // it is asked for again with the next connection
  }
}

function show(frame, html) {
  const focused = frame.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(frame.id)
  if (!fresh) return

  frame.replaceChildren(...fresh.childNodes)
  frame.dispatchEvent(new CustomEvent("room-list:changed", { bubbles: true }))
  if (focused) frame.querySelector(`[href="${focused}"]`)?.focus()
}
