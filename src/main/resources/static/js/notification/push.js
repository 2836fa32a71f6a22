import { ask } from "parley/ask"
import { userId } from "parley/current"
import { kept } from "parley/storage/kept"

const WORKER = "/service-worker.js"
const KEY = "push" // who asked for it: a browser has one subscription, whoever is signed in

// The subscription of this browser at its push service, and the server's copy of it.

export function canPush() {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window
}

export async function subscription() {
  if (kept.get(KEY) !== userId()) return null

  const registration = await navigator.serviceWorker.getRegistration(WORKER)
  return await registration?.pushManager.getSubscription() ?? null
}

export async function subscribe(applicationServerKey) {
  await navigator.serviceWorker.register(WORKER)
  const registration = await navigator.serviceWorker.ready
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
  await tell("/notifications/push", made)
  kept.set(KEY, userId())
}

export async function unsubscribe() {
  const known = await subscription()
  if (!known) return

  await tell("/notifications/push/delete", known)
  await known.unsubscribe()
  kept.remove(KEY)
}

// The server forgets a browser with its sign-in: who signs in again and still wants to be told says so.
export async function renewPush() {
  if (!userId() || !canPush() || Notification.permission !== "granted") return

  try {
    const known = await subscription()
    if (known) await tell("/notifications/push", known)
  } catch {
    // with the next page
  }
}

// What is on the lock screen is for the person whom it was pushed to.
export async function closeNotifications() {
  try {
    const registration = await navigator.serviceWorker.getRegistration(WORKER)
    for (const shown of await registration?.getNotifications() ?? []) shown.close()
  } catch {
    // there can be none
  }
}

async function tell(path, known) {
  const answer = await ask(path, {
    method: "post", headers: { Accept: "application/json", "Content-Type": "application/json" }, body: JSON.stringify(known),
  })
  if (answer.status === 204) return

  const { detail } = await answer.json().catch(() => ({})) // who is signed out gets no words
  throw new Error(detail ?? answer.statusText)
}
