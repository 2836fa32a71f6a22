import { copyText } from "parley/clipboard"
import { say } from "parley/text/say"

// Adds what the server's Markdown cannot have: a copy button on code, the keyboard's way into what
// scrolls, and another tab for links that lead elsewhere.
export function enhanceBody(message, copyPart) {
  if (message.dataset.enhanced) return
  message.dataset.enhanced = "true"

  for (const block of message.querySelectorAll(".markdown pre")) addCopyButton(block, copyPart)
  for (const wide of message.querySelectorAll(".markdown :is(pre, table)")) {
    if (wide.scrollWidth > wide.clientWidth || wide.scrollHeight > wide.clientHeight) wide.tabIndex = 0
  }
  for (const link of message.querySelectorAll(".markdown a[href]")) {
    if (link.origin !== location.origin) Object.assign(link, { target: "_blank", rel: "noopener noreferrer nofollow" })
  }
}

function addCopyButton(block, copyPart) {
  const frame = document.createElement("div")
  const button = copyPart.content.firstElementChild.cloneNode(true)
  const name = button.textContent

  frame.className = "code"
  block.before(frame)
  frame.append(block, button)

  button.addEventListener("click", async () => {
    await copyText(block.innerText.replace(/\n$/, ""))
    button.textContent = say("message.copied")
    setTimeout(() => { button.textContent = name }, 1_500)
  })
}
