const KEY = "parley.notices"
const AT_FIRST = { shown: true, heard: false }

// How this browser tells me of what comes while a page is open.
export function choices() {
  try {
    return { ...AT_FIRST, ...JSON.parse(localStorage.getItem(KEY)) }
  } catch {
    return AT_FIRST
  }
}

export function choose(change) {
  localStorage.setItem(KEY, JSON.stringify({ ...choices(), ...change }))
}
