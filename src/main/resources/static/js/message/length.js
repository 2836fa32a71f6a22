export const LONGEST = 10_000

// Characters as the server counts them: code points, not UTF-16 units.
export function lengthOf(text) {
  let length = 0
  for (const _ of text) length++
  return length
}
