const PAGES = "pages-" // and the id of a person: pages belong to one
const FILES = "files"
const MOST = 12

// The pages that the service worker shows while the server is away, and the files that they are made of, in the browser's caches.
// A cache may be forbidden, full or absent, as over plain http: then there is no such page, and nobody is told.

export function keepPage(user, path, html, headers) {
  return attempt(async () => {
    const pages = await caches.open(PAGES + user)

    // In one step: the page may be on its way out.
    await pages.put(path, new Response(html, { headers: { ...headers, "Content-Type": "text/html;charset=utf-8" } }))
    for (const old of (await pages.keys()).slice(0, -MOST)) await pages.delete(old)
  })
}

// Of everyone but this person; of everyone if it is null.
export function forgetPages(user) {
  return attempt(async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(PAGES) && name !== PAGES + user) await caches.delete(name)
    }
  })
}

// These and no others: an address names its content, so what no page uses any more is of an older version.
export function keepFiles(urls) {
  return attempt(async () => {
    const files = await caches.open(FILES)
    const wanted = new Set(urls)
    const there = await files.keys()
    const known = new Set(there.map(({ url }) => url))

    await files.addAll([...wanted].filter((url) => !known.has(url)))
    for (const file of there) if (!wanted.has(file.url)) await files.delete(file)
  })
}

async function attempt(act) {
  try {
    await act()
  } catch {
    // without
  }
}
