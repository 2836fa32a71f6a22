// Shows what the server pushes while no page is open, and takes back what was read elsewhere. Below, and apart from that: shows what a
// page has kept of a room while the server is away.

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()))

const WORK = { message: show, changed: change, read: takeBack }

self.addEventListener("push", (event) => {
  const message = event.data.json()
  event.waitUntil(inTurn(() => WORK[message.type](message)))
})

self.addEventListener("notificationclick", (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data.url))
})

// One after another. Chromium forgets a notification that is about to be shown while the shown ones are asked for, and could
// not take it back then.
let last = Promise.resolve()

function inTurn(work) {
  return last = last.then(work, work)
}

// Silent is what takes the place of something that was told: nobody is called twice.
async function show({ room, title, body, url, silent = false }) {
  await self.registration.showNotification(title, {
    body, tag: tag(room), renotify: !silent, silent, data: { url }, icon: "/img/icon.svg",
  })
  await count()
}

// The message has other words. Who put it away, or has not got it yet, is told nothing by that.
async function change(message) {
  const [shown] = await self.registration.getNotifications({ tag: tag(message.room) })
  if (shown?.data.url === message.url) await show(message)
}

async function takeBack({ room }) {
  for (const shown of await self.registration.getNotifications({ tag: tag(room) })) shown.close()
  await count()
}

// On the icon, where the system has one.
async function count() {
  const shown = await self.registration.getNotifications()
  if (self.navigator.setAppBadge) await self.navigator.setAppBadge(shown.length)
}

async function open(url) {
  const [page] = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  if (!page) return self.clients.openWindow(url)

  await page.focus()
  await page.navigate(url)
}

function tag(room) {
  return `room-${room}`
}

// The shell. A page comes from the server whenever there is one; what the page of a person has kept (js/shell.js) is shown only
// where no answer comes at all, or a proxy's in place of the server's.

const PAGES = "pages-"
const FILES = "files"
const NO_PAGE = /^\/(actuator|api|up|ws)\b|\/files\//
const FILE = /^\/(css|js|img|webjars)\//

self.addEventListener("fetch", (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== "GET" || origin !== self.location.origin) return

  if (request.mode === "navigate" && !NO_PAGE.test(pathname)) event.respondWith(page(request, pathname))
  if (request.mode !== "navigate" && FILE.test(pathname)) event.respondWith(file(request))
})

async function page(request, path) {
  try {
    const answer = await fetch(request)
    const proxys = [502, 503, 504].includes(answer.status) && !answer.headers.has("Content-Security-Policy")
    return proxys ? await keptPage(path) ?? answer : answer
  } catch (error) {
    const kept = await keptPage(path)
    if (!kept) throw error
    return kept
  }
}

async function file(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await caches.match(request, { cacheName: FILES, ignoreVary: true })
    if (!kept) throw error
    return kept
  }
}

// That room, else the one that was looked at last.
async function keptPage(path) {
  const name = (await caches.keys()).find((name) => name.startsWith(PAGES))
  if (!name) return null

  const pages = await caches.open(name)
  const newest = (await pages.keys()).at(-1)
  return await pages.match(path) ?? (newest ? Response.redirect(await nearest(pages, path) ?? newest.url) : null)
}

async function nearest(pages, path) {
  const [room] = path.match(/^\/rooms\/\d+/) ?? []
  return room && await pages.match(room) ? new URL(room, self.location.origin).href : null
}
