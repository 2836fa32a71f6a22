import { adoptCsrf, csrfHeaders, userId } from "parley/current"

const USER = "Parley-User"
const GUARDS = ["Content-Security-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options"]

let guards = null
let leaving = false

// Fetches for the person whom the page was made for. Every request names that person and the server refuses it (409) where another
// is signed in by now: what a page asks for, and what it is told, is never somebody else's. No other module calls fetch.
export async function ask(path, options = {}) {
  const answer = await attempt(path, options)
  const forgery = answer.status === 403 && isUnsafe(options) // or a token of the session before this one

  return forgery && await renewCsrf() ? attempt(path, options) : answer
}

// A remembered sign-in makes a new session with a new token: takes it from a small page. Whether there was one.
export async function renewCsrf() {
  try {
    const answer = await attempt("/rooms/new", { headers: { Accept: "text/html" } })
    if (!answer.ok || answer.redirected) return false

    adoptCsrf(new DOMParser().parseFromString(await answer.text(), "text/html"))
    return true
  } catch {
    return false
  }
}

// What Turbo asks for, in the same way.
export function askForTurbo() {
  document.addEventListener("turbo:before-fetch-request", ({ detail }) => Object.assign(detail.fetchOptions.headers, personHeader()))
  document.addEventListener("turbo:before-fetch-response", (event) => {
    if (!isSomebodyElses(event.detail.fetchResponse.response)) return

    event.preventDefault()
    leave()
  })
}

// Loads the pages of whoever is signed in now. What was written here is kept for whom it belongs to.
export function leave() {
  if (leaving) return

  leaving = true
  location.assign("/")
}

// The headers by which the server says what a page may do, as of its last answer; null before the first.
export function pageGuards() {
  return guards
}

async function attempt(path, options) {
  const csrf = isUnsafe(options) ? csrfHeaders() : {}
  const answer = await fetch(path, { ...options, headers: { "X-Requested-With": "XMLHttpRequest", ...csrf, ...personHeader(), ...options.headers } })
  if (!isSomebodyElses(answer)) return noted(answer)

  leave()
  throw new DOMException("This page belongs to somebody else", "AbortError")
}

function noted(answer) {
  if (answer.headers.has(GUARDS[0])) guards = Object.fromEntries(GUARDS.map((name) => [name, answer.headers.get(name)]).filter(([, value]) => value))
  return answer
}

function isSomebodyElses(answer) {
  return answer.status === 409 && answer.headers.has(USER)
}

function personHeader() {
  const user = userId()
  return user ? { [USER]: user } : {}
}

function isUnsafe({ method = "get" }) {
  return method.toLowerCase() !== "get"
}
