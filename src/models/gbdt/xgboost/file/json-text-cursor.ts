import { excerpt, fileFault } from '../../file/file-fault.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/** A place in a JSON text: blanks, punctuation and strings. */
export class JsonTextCursor {
  readonly text: string
  at = 0
  private readonly source: string

  constructor(text: string, source: string) {
    this.text = text
    this.source = source
  }

  /** Code of the next character, NaN at the end. */
  peek(): number {
    return this.text.charCodeAt(this.at)
  }

  skipBlanks(): void {
    let code = this.peek()
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09)
      code = this.text.charCodeAt(++this.at)
  }

  /** True, and past it, if a container is empty. */
  closes(close: number): boolean {
    this.skipBlanks()
    if (this.peek() !== close) return false
    this.at++
    return true
  }

  /** After an item: true at a comma, false at the end of its container. */
  continues(close: number): boolean {
    this.skipBlanks()
    const code = this.peek()
    if (code !== COMMA && code !== close) this.refuse(`"," or "${String.fromCharCode(close)}" expected`)
    this.at++
    return code === COMMA
  }

  /** Name of a member and the colon after it. */
  name(): string {
    this.skipBlanks()
    if (this.peek() !== QUOTE) this.refuse('the name of a member expected')
    const name = this.string()
    this.skipBlanks()
    if (this.text[this.at] !== ':') this.refuse('":" expected')
    this.at++
    return name
  }

  /** The text that begins with a quote here. */
  string(): string {
    const start = this.at++
    for (;;) {
      const code = this.peek()
      if (code === QUOTE) return this.wellFormed(this.text.slice(start + 1, this.at++), start)
      if (code === BACKSLASH) return this.wellFormed(this.escapedString(start), start)
      if (Number.isNaN(code)) this.refuse('the text that begins here does not end', start)
      this.at++
    }
  }

  refuse(problem: string, at = this.at): never {
    const found = at < this.text.length ? excerpt(this.text.slice(at, at + 60)) : 'the end of the file'
    throw fileFault(this.source, `character ${at + 1}`, `${problem}, got ${found}`)
  }

  private escapedString(start: number): string {
    const parts = [this.text.slice(start + 1, this.at)]
    for (;;) {
      const begin = this.at
      while (this.at < this.text.length && !'"\\'.includes(this.text[this.at]!)) this.at++
      parts.push(this.text.slice(begin, this.at))
      if (this.at >= this.text.length) this.refuse('the text that begins here does not end', start)
      if (this.text.charCodeAt(this.at++) === QUOTE) return parts.join('')
      parts.push(this.escape())
    }
  }

  /** XGBoost itself writes a backslash before `u` as it is, so `\users` is no code unit but what it looks like. */
  private escape(): string {
    const letter = this.text[this.at] ?? ''
    if (letter === 'u') return this.codeUnit()
    const plain = ESCAPES.get(letter) ?? this.refuse('an escape that JSON does not know', this.at - 1)
    this.at++
    return plain
  }

  private codeUnit(): string {
    const hex = /^[\da-fA-F]{4}$/.exec(this.text.slice(this.at + 1, this.at + 5))?.[0]
    if (hex === undefined) return '\\'
    this.at += 5
    return String.fromCharCode(Number.parseInt(hex, 16))
  }

  private wellFormed(text: string, start: number): string {
    return text.isWellFormed() ? text : this.refuse('half of a surrogate pair in a text', start)
  }
}
