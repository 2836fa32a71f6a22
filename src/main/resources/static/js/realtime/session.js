import { ask } from "parley/ask"

const PATIENCE = 8_000

// Asks over plain HTTP how things are when the socket did not open: "alive", "ended" (sign in again) or "unreachable". A page that
// belongs to somebody else is left by that.
export async function askSession() {
  try {
    const answer = await ask("/rooms/list", { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE) })
    const signedOut = answer.status === 401 || (answer.redirected && new URL(answer.url).pathname.startsWith("/login"))

    if (signedOut) return "ended"
    return answer.ok ? "alive" : "unreachable"
  } catch {
    return "unreachable"
  }
}
