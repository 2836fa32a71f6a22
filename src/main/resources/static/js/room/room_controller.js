import { Controller } from "@hotwired/stimulus"
import * as Turbo from "@hotwired/turbo"
import { drawAvatar } from "parley/account/avatar"
import { ask } from "parley/ask"
import { connection } from "parley/realtime/connection"
import { Head } from "parley/room/head"

const SECOND_LOOK = 2_000
const SPREAD = 500

// The room as a whole: what its head says while that changes, and its end, when it is gone or I am out of it.
export default class extends Controller {
  static targets = ["icon", "name", "about", "kindWords", "memberCount", "memberWord", "faces", "label", "conversation",
    "composer", "facePart", "gonePart"]
  static values = { id: Number, archived: Boolean, rights: String, direct: Boolean }

  #unsubscribes = []
  #secondLook = null
  #loadsAnew = null

  connect() {
    const topic = `/topic/rooms.${this.idValue}`

    this.#unsubscribes = [
      connection.subscribe("/user/queue/rooms", ({ type, room }) => {
        if (room !== this.idValue) return
        if (type === "removed") this.leave()
        if (type === "added" && !this.hasConversationTarget) this.#reload()
        if (type === "changed" && this.hasConversationTarget) this.#catchUp()
      }),
      connection.subscribe("/user/queue/errors", ({ destination }) => { if (destination === topic) this.leave() }),
    ]
    if (this.hasConversationTarget) {
      this.#unsubscribes.push(connection.subscribe(topic, (event) => this.#receive(event)))
      connection.addEventListener("open", this.#opened)
      if (connection.isOpen) this.#lookAgain()
    }
  }

  disconnect() {
    clearTimeout(this.#secondLook)
    clearTimeout(this.#loadsAnew)
    this.#loadsAnew = null
    connection.removeEventListener("open", this.#opened)
    this.#unsubscribes.forEach((unsubscribe) => unsubscribe())
  }

  // Says so, and shows nothing more.
  leave() {
    if (!this.hasConversationTarget) return

    const unsent = [...this.element.querySelectorAll("textarea")].map(({ value }) => value.trim()).filter(Boolean)

    this.element.dataset.controller = "room"
    this.composerTarget.remove()
    this.element.querySelector(".head__tools")?.remove()
    this.element.querySelector(".head__people")?.remove()
    this.aboutTarget.textContent = ""
    this.conversationTarget.replaceWith(this.gonePartTarget.content.cloneNode(true))
    this.#showUnsent(unsent)
    this.element.querySelector(".empty h2")?.focus()
    this.disconnect()
  }

  // The words are theirs, to be taken elsewhere.
  #showUnsent(texts) {
    const part = this.element.querySelector("[data-part=unsent]")

    part.hidden = texts.length === 0
    part.querySelector("blockquote").textContent = texts.join("\n\n")
  }

  #receive(event) {
    if (event.type === "room.closed") return this.leave()
    if (event.type !== "room.changed") return
    if (event.member) return this.#show(event.member)

    const rights = event.rights ?? this.rightsValue // an event is the same for all members and names none
    if (event.archived !== this.archivedValue || rights !== this.rightsValue) return this.#reload()
    this.#head.show(event)
  }

  // On the messages that are shown, in those that call the person, and among the faces.
  #show({ id, name, ...looks }) {
    for (const message of this.element.querySelectorAll(`.message[data-message-author="${Number(id)}"]`)) {
      message.querySelector(".message__author").textContent = name
      drawAvatar(message.querySelector(".message__avatar"), looks)
    }
    for (const mention of this.element.querySelectorAll(`.mention[data-mention="${Number(id)}"]`)) mention.textContent = `@${name}`
    for (const face of this.facesTargets.flatMap((faces) => [...faces.querySelectorAll(`[data-user="${Number(id)}"]`)])) drawAvatar(face, looks)
    if (this.directValue) this.#catchUp() // it is called after the person
  }

  #opened = () => {
    this.#catchUp()
    this.#lookAgain()
  }

  // The page was rendered before the subscription existed, and SUBSCRIBE has no receipt that says when it does.
  #lookAgain() {
    clearTimeout(this.#secondLook)
    this.#secondLook = setTimeout(this.#catchUp, SECOND_LOOK)
  }

  // What happened to the room while there was no line is in no log.
  #catchUp = async () => {
    try {
      const answer = await ask(`/rooms/${this.idValue}`, { headers: { Accept: "application/json" } })
      if (answer.ok && this.hasConversationTarget) this.#receive(await answer.json())
    } catch {
      // no line again; the next one asks
    }
  }

  get #head() {
    return new Head({
      icon: this.iconTargets, name: this.nameTargets, about: this.aboutTargets, kindWords: this.kindWordsTargets,
      memberCount: this.memberCountTargets, memberWord: this.memberWordTargets, faces: this.facesTargets,
      label: this.labelTargets, facePart: this.facePartTarget,
    })
  }

  // Not all pages of a room at the same moment; and who is on the way to another stays on it.
  #reload() {
    this.#loadsAnew ??= setTimeout(() => {
      this.#loadsAnew = null
      if (!document.documentElement.hasAttribute("aria-busy")) Turbo.visit(location.href, { action: "replace" })
    }, Math.random() * SPREAD)
  }
}
