import words from "parley/text/words"

const plurals = new Intl.PluralRules(document.documentElement.lang)
const numbers = new Intl.NumberFormat(document.documentElement.lang)

// The sentence of this key in the language of the page, with {name} filled in from `values`. Where the grammar depends on
// values.count, there are several forms, by the categories of Unicode's plural rules.
export function say(key, values = {}) {
  const sentence = words[key]
  const form = typeof sentence === "string" ? sentence : sentence[plurals.select(values.count)] ?? sentence.other

  return form.replace(/\{(\w+)\}/g, (_, name) => text(values[name]))
}

function text(value) {
  return typeof value === "number" ? numbers.format(value) : value
}
