import { drawAvatar } from "parley/account/avatar"
import { showNameInTitle } from "parley/room/title"
import { say } from "parley/text/say"

const ICONS = { open: "#icon-hash", closed: "#icon-lock", direct: "#icon-people" }

// What the page says about the room outside of its messages: name, description, kind, members. Shown from a room.changed event.
export class Head {
  #parts

  // `parts` are lists of elements by name, and `facePart`, the template of a face.
  constructor(parts) {
    this.#parts = parts
  }

  show({ name, description, kind, members, faces }) {
    this.#name(name)
    this.#each("about", (about) => { about.textContent = description ?? "" })
    this.#kind(kind)
    this.#each("memberCount", (count) => { count.textContent = members })
    this.#each("memberWord", (word) => { word.textContent = ` ${say("room.members", { count: members })}` })
    this.#each("faces", (place) => place.replaceChildren(...faces.map((face) => this.#face(face))))
  }

  #name(name) {
    this.#each("name", (element) => { element.textContent = name })
    this.#each("label", (field) => {
      field.ariaLabel = field.placeholder = say("message.write", { room: name })
    })
    showNameInTitle(name)
  }

  #kind(kind) {
    this.#each("icon", (icon) => icon.querySelector("use").setAttribute("href", ICONS[kind]))
    this.#each("kindWords", (words) => { words.hidden = words.dataset.kind !== kind })
  }

  #face({ id, ...person }) {
    const face = this.#parts.facePart.content.firstElementChild.cloneNode(true)

    drawAvatar(face, person)
    face.dataset.user = id
    return face
  }

  #each(part, change) {
    this.#parts[part].forEach(change)
  }
}
