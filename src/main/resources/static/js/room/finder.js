const MOST = 50

// My rooms out of the side bar's list, best match first: the name begins with the words, a word of it does, it holds them.
// Accents and case do not matter. Returns at most 50 of {name, href, icon, unread}.
export function findRooms(words) {
  const wanted = fold(words)

  return [...document.querySelectorAll("#room-list a[data-room]")]
    .map((link) => ({ link, name: link.querySelector(".room-link__name").textContent }))
    .map(({ link, name }) => ({ link, name, rank: rank(fold(name), wanted) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ link, name }) => ({
      name,
      href: link.getAttribute("href"),
      icon: link.querySelector("use")?.getAttribute("href") ?? "#icon-person",
      unread: link.dataset.muted === "true" || link.dataset.unread === "0" ? "" : link.querySelector("[data-count]").textContent,
    }))
}

function rank(name, wanted) {
  const at = name.indexOf(wanted)

  if (at === 0) return 0
  if (at > 0) return name.includes(` ${wanted}`) ? 1 : 2
  return wanted.split(/\s+/).every((word) => name.includes(word)) ? 3 : Infinity
}

function fold(text) {
  return text.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase()
}
