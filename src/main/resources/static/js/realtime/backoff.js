const FIRST = 400
const LONGEST = 15_000

// Milliseconds to wait before attempt n (0, 1, 2, …): soon at first, at most a quarter of a minute, with jitter so that a room full
// of people does not return to a restarted server in the same instant.
export function backoff(attempt) {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10))
  return Math.round(ceiling * (0.6 + 0.4 * Math.random()))
}
