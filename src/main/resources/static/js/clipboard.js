// Copies text. navigator.clipboard exists only in secure contexts, and Parley also runs on plain http in an office network.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    copyBySelection(text)
  }
}

function copyBySelection(text) {
  const field = document.createElement("textarea")
  const focused = document.activeElement

  field.value = text
  field.className = "visually-hidden"
  document.body.append(field)
  field.select()
  document.execCommand("copy")
  field.remove()
  focused?.focus({ preventScroll: true })
}
