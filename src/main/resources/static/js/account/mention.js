// Where a mention begins and ends: the same expression as MentionRule.java, where the reasons are; a test compares them. Letters of
// scripts that put no space between words end a name on either side.
const UNSPACED = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Bopomofo}\\p{sc=Hangul}"
  + "\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{sc=Tibetan}ーｰ"
const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}]`
const SIGN = `(?<!${LETTER}|[_@./+\\\\-])@`

export const EXPRESSION = `${SIGN}([A-Za-z0-9][A-Za-z0-9._-]{1,31})(?!${LETTER})`

const MENTION = new RegExp(EXPRESSION, "gu")
const BEING_TYPED = new RegExp(`${SIGN}(?<typed>[\\p{L}\\p{M}\\p{N}._-]{0,32})$`, "u")
const ENDED = new RegExp(`[A-Za-z0-9._-][${UNSPACED}]`, "u")
const GOES_ON = new RegExp(`^(?:${LETTER}|[._-])`, "u")

// Lines that quote, and code: they mention nobody.
const SILENT = /^ {0,3}>.*$|(`+)[^`]+\1/gmu

// The words that a text mentions, in lower case: usernames, "all" and "here". Marks at their end belong to the sentence.
export function mentionsIn(text) {
  return [...text.replace(SILENT, " ").matchAll(MENTION)].map(([, word]) => word.toLowerCase().replace(/[._-]+$/, ""))
}

// What is typed behind an @ at the end of this text, by username or name; null if no name is being typed.
export function nameBeingTyped(text) {
  const typed = BEING_TYPED.exec(text)?.groups.typed ?? null
  return typed === null || ENDED.test(typed) ? null : typed
}

// Whether a name needs a blank behind it, or what follows would be taken for a part of it.
export function needsBlank(rest) {
  return rest === "" || GOES_ON.test(rest)
}
