// Shows what the server pushes while no page is open, and takes back what was read elsewhere. Knows nothing else: pages are not
// kept here.

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()))

self.addEventListener("push", (event) => {
  const message = event.data.json()
  event.waitUntil(inTurn(() => message.type === "read" ? takeBack(message) : show(message)))
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

async function show({ room, title, body, url }) {
  await self.registration.showNotification(title, {
    body, tag: tag(room), renotify: true, data: { url }, icon: "/img/icon.svg",
  })
  await count()
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
