const BY_STYLE = CSS.supports("field-sizing", "content")

// Makes a textarea as high as its text, where the style sheet cannot.
export function autogrow(textarea) {
  if (BY_STYLE) return

  textarea.style.blockSize = "auto"
  textarea.style.blockSize = `${textarea.scrollHeight + textarea.offsetHeight - textarea.clientHeight}px`
}
