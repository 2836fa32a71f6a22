import { pageGuards } from "parley/ask"
import { userId } from "parley/current"
import { connection } from "parley/realtime/connection"
import { forgetPages, keepFiles, keepPage } from "parley/storage/pages"

const PAUSE = 2_000
const MESSAGES = 60
const FILE = /^\/(css|js|img|webjars)\//

// Drawn anew by the page that is shown from what was kept, or true only of this one.
const PASSING = ["head > style", ".transcript__messages > :not(.message)", ".transcript__pending > *", ".message__actions", ".message__editor",
  ".message__fold", ".message__receipt", ".notices__list > *", ".content > .notice", ".turbo-progress-bar"].join()

let changed = false
let timer = null
let filesKept = false
let leaving = false // what is being put when a page goes takes the place of what was there, and does not come

// Keeps the room on screen as it is, for the service worker to show when it is opened while the server is away. It is a whole page
// of its person: it shows the transcript, takes what is written into the outbox, and goes on by itself when there is a line
// again. It goes with its person.
export function keepShell() {
  if (!userId()) return location.pathname === "/login" && forgetPages(null)

  forgetPages(userId())
  register()
  document.addEventListener("transcript:arranged", noteChange)
  addEventListener("pagehide", () => { leaving = true })
  addEventListener("pageshow", () => { leaving = false })
  document.addEventListener("visibilitychange", keep)
  connection.addEventListener("change", () => { if (connection.state === "waiting") keep() })
}

async function register() {
  try {
    await navigator.serviceWorker.register("/service-worker.js")
  } catch {
    // forbidden, or absent as over plain http
  }
}

export function forgetShell() {
  changed = false
  return forgetPages(null)
}

function noteChange() {
  changed = true
  timer ??= setTimeout(keep, PAUSE)
}

function keep() {
  clearTimeout(timer)
  timer = null

  const [path] = location.pathname.match(/^\/rooms\/\d+/) ?? []
  const guards = pageGuards()
  if (leaving || !changed || !path || !guards || !document.querySelector(".transcript__log")) return

  const nonce = newNonce()
  changed = false
  keepPage(userId(), path, snapshot(nonce), { ...guards, "Content-Security-Policy": guards["Content-Security-Policy"].replace(/'nonce-[^']*'/g, `'nonce-${nonce}'`) })
  keepTheFiles()
}

function keepTheFiles() {
  if (filesKept) return

  filesKept = true
  keepFiles(performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => {
    const { origin, pathname } = new URL(name)
    return origin === location.origin && FILE.test(pathname)
  }))
}

function snapshot(nonce) {
  const page = document.documentElement.cloneNode(true)

  for (const part of page.querySelectorAll(PASSING)) part.remove()
  for (const part of page.querySelectorAll("[nonce]")) part.setAttribute("nonce", nonce) // which pages hide from scripts
  page.querySelector("meta[name=csp-nonce]")?.setAttribute("content", nonce)
  for (const frame of page.querySelectorAll("turbo-frame")) frame.setAttribute("disabled", "") // the list is fetched anew with the first line
  for (const [name, selector] of [["style", "[style]"], ["open", "dialog"], ["inert", "[inert]"], ["busy", "turbo-frame"], ["aria-busy", "[aria-busy]"],
    ["data-transcript-target-value", "main"], ["data-transcript-first-unread-value", "main"]]) {
    for (const part of page.querySelectorAll(selector)) part.removeAttribute(name)
  }
  for (const person of page.querySelectorAll("[data-presence]")) delete person.dataset.presence
  page.removeAttribute("aria-busy")
  page.querySelector(".connection")?.setAttribute("hidden", "")
  restore(page)
  shorten(page)
  write(page)
  return `<!DOCTYPE html>\n${page.outerHTML}`
}

// As the server rendered them.
function restore(page) {
  for (const message of page.querySelectorAll(".message")) {
    message.classList.remove("message--editing", "message--target", "message--folded")
    delete message.dataset.prepared
    delete message.dataset.enhanced
  }
  for (const code of page.querySelectorAll(".code")) code.replaceWith(code.querySelector("pre"))
}

function shorten(page) {
  const surplus = [...page.querySelectorAll(".transcript__messages > .message")].slice(0, -MESSAGES)
  if (surplus.length === 0) return

  for (const message of surplus) message.remove()
  page.querySelector("[data-transcript-target=before]").hidden = false
  page.querySelector("[data-transcript-target=beginning]").hidden = true
}

// A clone has the text that the field began with.
function write(page) {
  const text = page.querySelector("#composer-text")
  if (text) text.textContent = document.querySelector("#composer-text").value
}

function newNonce() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")
}
