// Phones whose keyboard covers the page instead of resizing it (iOS) get the height of what is left, so that the composer
// stays above the keyboard.
export function fitAboveKeyboard() {
  const viewport = window.visualViewport
  if (!viewport || !CSS.supports("-webkit-touch-callout", "none")) return

  viewport.addEventListener("resize", () => {
    if (viewport.scale > 1.01) return // the reader zooms
    document.documentElement.style.setProperty("--app-height", `${viewport.height}px`)
    window.scrollTo(0, 0)
  })
}
