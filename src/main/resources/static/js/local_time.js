// Times as the reader says them: the document's language, with the reader's own region where it is the same language
// (an English page shows 14:05 in London and 2:05 PM in Boston), in the reader's zone.
const locale = [...navigator.languages].find((tag) => language(tag) === language(document.documentElement.lang)) ??
  document.documentElement.lang

const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" })
const full = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" })
const day = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" })
const dayAndYear = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" })
const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" })
const short = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" })
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" })

export function clockTime(instant) {
  return clock.format(instant)
}

export function fullTime(instant) {
  return full.format(instant)
}

// "14:05", and the day if it was another one: "4 Mar 2026, 14:05"
export function moment(instant, now = new Date()) {
  return (sameDay(instant, now) ? clock : short).format(instant)
}

// "Today", "Yesterday", "Monday, 16 November"; with the year when it is another one.
export function dayName(instant, now = new Date()) {
  const age = daysBetween(instant, now)

  if (age === 0 || age === 1) {
    return capitalised(relative.format(-age, "day"))
  } else {
    return (instant.getFullYear() === now.getFullYear() ? day : dayAndYear).format(instant)
  }
}

// "Today", "3 days ago", "4 Mar 2026"
export function dayAgo(instant, now = new Date()) {
  const age = daysBetween(instant, now)
  return age < 7 ? relative.format(-age, "day") : date.format(instant)
}

export function sameDay(a, b) {
  return a.toDateString() === b.toDateString()
}

function daysBetween(instant, now) {
  const midnight = (at) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate())
  return Math.round((midnight(now) - midnight(instant)) / 86_400_000)
}

function capitalised(words) {
  return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1)
}

function language(tag) {
  return tag?.split("-")[0]
}
