import { ask } from "parley/ask"

const PAUSE = 250
const MOST_ROWS = 100

const changed = new Set()
let everything = false
let timer = null
let loading = Promise.resolve()

// Fetches the list anew, shortly after the last of several calls, and goes on when a visit has exchanged the page meanwhile: the
// frame lives on in the next. Turbo loads the frame first; it would make noise of a reload that a navigation breaks off.
export function reloadList() {
  everything = true
  soon()
}

// The same for the row of one room, which may be another one, elsewhere, or gone.
export function reloadRoom(room) {
  changed.add(String(room))
  soon()
}

// Of what was said last.
export function moveToTop(item) {
  keepPlace([item.querySelector("[data-room]").dataset.room], () => replaceFocused(item, () => item.parentElement.prepend(item)))
}

function soon() {
  clearTimeout(timer)
  timer = setTimeout(() => { loading = loading.then(load) }, PAUSE) // what is asked for later is shown later
}

async function load() {
  const frame = document.getElementById("room-list")
  if (!frame) return

  const rooms = everything || changed.size > MOST_ROWS ? null : [...changed]
  everything = false
  changed.clear()
  if (rooms?.length === 0) return

  await frame.loaded
  try {
    const answer = await ask(rooms ? `${frame.src}?${new URLSearchParams(rooms.map((room) => ["room", room]))}` : frame.src, {
      headers: { Accept: "text/html" },
    })
    if (answer.ok && !answer.redirected) show(frame, await answer.text(), rooms)
  } catch {
    // it is asked for again with the next connection
  }
}

function show(frame, html, rooms) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(frame.id)
  if (!fresh) return

  keepPlace(rooms ?? [], () => (rooms ? showRows(frame, fresh, rooms) : showAll(frame, fresh)))
  frame.dispatchEvent(new CustomEvent("room-list:changed", { bubbles: true }))
}

function showAll(frame, fresh) {
  const focused = frame.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null
  const open = frame.querySelector("details")?.open

  frame.replaceChildren(...fresh.childNodes)
  if (open) frame.querySelector("details").open = true
  if (focused) frame.querySelector(`[href="${focused}"]`)?.focus({ preventScroll: true })
}

function showRows(frame, fresh, rooms) {
  for (const room of rooms) if (!itemOf(fresh, room)) itemOf(frame, room)?.remove()

  for (const section of fresh.querySelectorAll("[data-section]")) {
    const place = frame.querySelector(`[data-section="${section.dataset.section}"]`)
    for (const item of [...section.children].reverse()) put(item, place, frame) // the last first: others stand before it
  }
}

function put(item, place, frame) {
  const { room } = item.querySelector("[data-room]").dataset
  const known = itemOf(frame, room)
  const next = item.dataset.next ? itemOf(place, item.dataset.next) : null

  if (item.dataset.next && !next) return reloadList() // this list is another one than the server's
  if (!known) return place.insertBefore(item, next)
  replaceFocused(known, () => {
    place.insertBefore(item, next)
    known.remove()
  }, item)
}

function itemOf(element, room) {
  return element.querySelector(`[data-room="${Number(room)}"]`)?.closest("li")
}

function replaceFocused(item, change, replacement = item) {
  const focused = item.contains(document.activeElement)
  change()
  if (focused) replacement.querySelector("a").focus({ preventScroll: true })
}

// The row at the upper edge stays where it is on the screen, unless it is one of those that go somewhere else.
function keepPlace(moving, change) {
  const list = document.getElementById("side-rooms")
  const { top } = list.getBoundingClientRect()
  const anchor = [...list.querySelectorAll("[data-room]")]
    .find((link) => link.getBoundingClientRect().bottom > top && !moving.includes(link.dataset.room))
  const before = anchor?.getBoundingClientRect().top

  change()

  const still = anchor && list.querySelector(`[data-room="${anchor.dataset.room}"]`)
  if (still && list.scrollTop > 0) list.scrollTop += still.getBoundingClientRect().top - before
}
