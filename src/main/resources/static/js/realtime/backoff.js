const FIRST = 400
const LONGEST = 15_000

// Milliseconds to wait before attempt n (0, 1, 2, …): soon at first, at most a quarter of a minute, with jitter so that a room full
// of people does not return to a restarted server in the same instant.
export function backoff(attempt) {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10))
  return Math.round(ceiling * (0.6 + 0.4 * Math.random()))
}

// WebSocket's "service restart": everybody is told at once, so each comes back at a moment of their own.
const RESTART = 1012
const SPREAD = 5_000

// Milliseconds to wait after the line closed with this code, before attempt n.
export function backoffAfter(code, attempt) {
  return code === RESTART ? Math.round(FIRST + SPREAD * Math.random()) : backoff(attempt)
}
