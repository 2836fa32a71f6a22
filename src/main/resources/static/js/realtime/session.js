import { adoptCsrf } from "parley/current"

const PATIENCE = 8_000

// Asks over plain HTTP how things are when the socket did not open: "alive", "ended" (sign in again) or "unreachable".
export async function askSession() {
  try {
    const answer = await get("/rooms/list")
    const signedOut = answer.status === 401 || (answer.redirected && new URL(answer.url).pathname.startsWith("/login"))

    if (signedOut) return "ended"
    return answer.ok ? "alive" : "unreachable"
  } catch {
    return "unreachable"
  }
}

// A remembered sign-in makes a new session with a new token: take it from a small page.
export async function renewCsrf() {
  try {
    const answer = await get("/rooms/new")
    if (answer.ok) adoptCsrf(new DOMParser().parseFromString(await answer.text(), "text/html"))
  } catch {
    // the next attempt finds out
  }
}

function get(path) {
  return fetch(path, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE) })
}
