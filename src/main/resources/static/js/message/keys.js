// Enter sends, Shift+Enter breaks the line. Enter that chooses a candidate of an input method does neither: isComposing says so,
// and key code 229 where a browser ends the composition before the key event. On touch Enter always breaks the line.
export function isSendKey(event) {
  const composing = event.isComposing || event.keyCode === 229
  return event.key === "Enter" && !event.shiftKey && !event.altKey && !composing && !onTouch()
}

export function onTouch() {
  return matchMedia("(hover: none) and (pointer: coarse)").matches
}
