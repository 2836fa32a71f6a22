import { leave } from "parley/ask"
import { userId } from "parley/current"
import { kept } from "parley/storage/kept"

const KEY = "person"

// Whether the last page in this browser was another person's.
export function hasChanged() {
  const last = kept.get(KEY)
  return userId() !== null && last !== null && last !== userId()
}

// A page that comes into sight again, also out of the back/forward cache, shows nothing of its person where another has signed in
// meanwhile. What it asks and sends is refused anyway; this is what it shows.
export function guardPerson() {
  if (userId()) kept.set(KEY, userId())

  addEventListener("pageshow", look)
  addEventListener("focus", look)
  document.addEventListener("visibilitychange", look)
}

function look() {
  if (hasChanged()) leave()
}
