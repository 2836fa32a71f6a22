import { kept } from "parley/storage/kept"

const KEY = "parley.notices"
const AT_FIRST = { shown: true, heard: false }

// How this browser tells me of what comes while a page is open.
export function choices() {
  try {
    return { ...AT_FIRST, ...JSON.parse(kept.get(KEY)) }
  } catch {
    return AT_FIRST // somebody wrote something else there
  }
}

export function choose(change) {
  kept.set(KEY, JSON.stringify({ ...choices(), ...change }))
}
