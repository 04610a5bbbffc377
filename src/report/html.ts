/** Text that is HTML already. Everything else is escaped when it enters one. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type HtmlPart = Html | string | number | readonly HtmlPart[] | undefined

/** Template for HTML: literals stand as written, values are escaped unless they are `Html`; undefined is nothing. */
export function html(literals: TemplateStringsArray, ...parts: HtmlPart[]): Html {
  let text = literals[0]!
  for (let i = 0; i < parts.length; i++) text += textOf(parts[i]) + literals[i + 1]!
  return new Html(text)
}

function textOf(part: HtmlPart): string {
  if (part === undefined) return ''
  if (part instanceof Html) return part.text
  return Array.isArray(part) ? part.map(textOf).join('') : escapeHtml(String(part))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Safe as text and as the value of a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!)
}

/** A value as JSON inside a script element: nothing in it can end the element. */
export function scriptJson(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'))
}

/** A script's source inside a script element: only inside texts and comments can it contain an end tag. */
export function scriptSource(source: string): Html {
  return new Html(source.replaceAll(/<(\/script|!--)/gi, '\\x3c$1'))
}
