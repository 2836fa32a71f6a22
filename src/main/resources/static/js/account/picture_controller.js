import { Controller } from "@hotwired/stimulus"
import { say } from "parley/text/say"

const LARGEST = 10 * 1024 * 1024
const SIDE = 1_024
const QUALITY = .9

// Makes a picture of any format that this browser knows a small JPEG before it is sent, and says so if what is left is too large.
export default class extends Controller {
  static targets = ["file", "problem"]

  async prepare() {
    const [chosen] = this.fileTarget.files
    if (!chosen) return

    const file = await smaller(chosen) ?? chosen
    if (this.fileTarget.files[0] === chosen) this.#take(file)
  }

  #take(file) {
    const isTooLarge = file.size > LARGEST
    const files = new DataTransfer()

    if (!isTooLarge) files.items.add(file)
    this.fileTarget.files = files.files
    this.problemTarget.textContent = isTooLarge ? say("account.picture-too-large") : ""
    this.problemTarget.hidden = !isTooLarge
  }
}

// Null if the browser cannot read it; then the server says what is wrong.
async function smaller(file) {
  try {
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, SIDE / Math.min(picture.width, picture.height))
    const canvas = new OffscreenCanvas(Math.ceil(picture.width * scale), Math.ceil(picture.height * scale))
    const context = canvas.getContext("2d")

    context.fillStyle = "white"
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return new File([await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY })], "picture.jpg", { type: "image/jpeg" })
  } catch {
    return null
  }
}
