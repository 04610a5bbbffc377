const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** A text as XGBoost writes it: only what JSON demands is escaped, and a backslash before `u` is not. */
export function jsonString(text: string): string {
  const escaped = text.replace(/\\(?!u)/g, '\\\\').replace(/[^ !#-\uffff]/g, escapeOf)
  return `"${escaped}"`
}

function escapeOf(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
