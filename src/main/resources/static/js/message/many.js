import { mentionsIn } from "parley/account/mention"
import { say } from "parley/text/say"

// More people than this are called only after a question.
const FEW = 20

// Whether the words call everybody in the room, or everybody who is here, and those are many.
export function callsMany(words) {
  return memberCount() > FEW && mentionsIn(words).some((word) => ["all", "here"].includes(word))
}

export function confirmMany(confirmed, declined) {
  const dialog = document.getElementById("many-dialog")

  dialog.querySelector("[data-part=title]").textContent = say("message.call", { count: memberCount() })
  dialog.returnValue = ""
  dialog.onclose = () => (dialog.returnValue === "send" ? confirmed() : declined())
  dialog.showModal()
}

function memberCount() {
  return Number(document.querySelector("[data-room-target~=memberCount]")?.textContent ?? 0)
}
