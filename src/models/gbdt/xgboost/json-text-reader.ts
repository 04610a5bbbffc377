import { excerpt, fileFault } from '../file-fault.ts'
import { DEPTH_MAX, type FileNumbers, type FileObject, type FileValue } from './file-document.ts'
import { float64OfFloat32Text } from './json-text-number.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const ZERO = 0x30
const NINE = 0x39
const BACKSLASH = 0x5c
const CLOSE_ARRAY = 0x5d
const CLOSE_OBJECT = 0x7d

const WORDS: readonly [word: string, value: FileValue][] = [
  ['true', true],
  ['false', false],
  ['null', null],
]
const NUMBER_WORDS: readonly [word: string, value: number][] = [
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['NaN', Number.NaN],
]
/** Longer than any float64 needs; bounds the work on a hostile number. */
const TOKEN_MAX = 1000
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** JSON as XGBoost writes it: also with the words `Infinity`, `-Infinity` and `NaN`. Reads each character once. */
export class JsonTextReader {
  private readonly text: string
  private readonly source: string
  private at = 0
  private depth = 0

  constructor(text: string, source: string) {
    this.text = text
    this.source = source
  }

  document(): FileValue {
    const value = this.value()
    this.skipBlanks()
    if (this.at < this.text.length) this.refuse('nothing more expected')
    return value
  }

  private value(): FileValue {
    this.skipBlanks()
    const code = this.text.charCodeAt(this.at)
    if (code === 0x7b) return this.nested(() => this.object())
    if (code === 0x5b) return this.nested(() => this.array())
    if (code === QUOTE) return this.string()
    const word = WORDS.find(([name]) => this.text.startsWith(name, this.at))
    if (!word) return this.number()
    this.at += word[0].length
    return word[1]
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > DEPTH_MAX) this.refuse(`more than ${DEPTH_MAX} arrays and objects within each other`)
    this.at++
    const value = read()
    this.depth--
    return value
  }

  private object(): FileObject {
    const members = new Map<string, FileValue>()
    if (this.closes(CLOSE_OBJECT)) return members
    do {
      this.skipBlanks()
      if (this.text.charCodeAt(this.at) !== QUOTE) this.refuse('the name of a member expected')
      const name = this.string()
      if (members.has(name)) this.refuse(`the member ${excerpt(name)} is there twice`)
      this.skipBlanks()
      if (this.text[this.at++] !== ':') this.refuse('":" expected', this.at - 1)
      members.set(name, this.value())
    } while (this.continues(CLOSE_OBJECT))
    return members
  }

  private array(): FileNumbers | FileValue[] {
    if (this.closes(CLOSE_ARRAY)) return []
    this.skipBlanks()
    if (this.startsNumber()) return this.numbers()
    const items: FileValue[] = []
    do items.push(this.value())
    while (this.continues(CLOSE_ARRAY))
    return items
  }

  /** Arrays of numbers are most of a file. One that holds a float is a float array. */
  private numbers(): FileNumbers {
    const numbers: number[] = []
    let isFloat = false
    do {
      this.skipBlanks()
      const start = this.at
      numbers.push(this.number())
      isFloat ||= this.isFloat(start)
    } while (this.continues(CLOSE_ARRAY))
    return isFloat ? Float64Array.from(numbers) : numbers
  }

  private startsNumber(): boolean {
    const code = this.text.charCodeAt(this.at)
    return (code >= ZERO && code <= NINE) || code === MINUS || code === 0x49 || code === 0x4e
  }

  private isFloat(start: number): boolean {
    for (let i = start; i < this.at; i++) {
      const code = this.text.charCodeAt(i)
      if (code > NINE || code === 0x2e) return true
    }
    return false
  }

  private number(): number {
    return this.digits() ?? this.longNumber()
  }

  /** A whole number of at most nine digits, the most frequent case. */
  private digits(): number | undefined {
    const { text } = this
    const isNegative = text.charCodeAt(this.at) === MINUS
    const start = isNegative ? this.at + 1 : this.at
    let [i, number, code] = [start, 0, text.charCodeAt(start)]
    while (code >= ZERO && code <= NINE && i - start < 9) {
      number = 10 * number + code - ZERO
      code = text.charCodeAt(++i)
    }
    const isPlain =
      (code === COMMA || code === CLOSE_ARRAY) && (text.charCodeAt(start) !== ZERO || i === start + 1)
    if (!isPlain || i === start) return undefined
    this.at = i
    return isNegative ? -number : number
  }

  private longNumber(): number {
    const word = NUMBER_WORDS.find(([name]) => this.text.startsWith(name, this.at))
    const token = word?.[0] ?? this.numberToken()
    const number = word?.[1] ?? float64OfFloat32Text(token)
    if (!word && !Number.isFinite(number)) this.refuse(`${excerpt(token)} is too large for a number`)
    this.at += token.length
    return number
  }

  private numberToken(): string {
    NUMBER.lastIndex = this.at
    const token = NUMBER.exec(this.text)?.[0] ?? this.refuse('a value expected')
    return token.length <= TOKEN_MAX
      ? token
      : this.refuse(`a number of at most ${TOKEN_MAX} characters expected`)
  }

  private string(): string {
    const start = ++this.at
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code === QUOTE) return this.wellFormed(this.text.slice(start, this.at++), start)
      if (code === BACKSLASH) return this.wellFormed(this.escapedString(start), start)
      if (Number.isNaN(code)) this.refuse('the text that begins here does not end', start - 1)
      this.at++
    }
  }

  private escapedString(start: number): string {
    const parts = [this.text.slice(start, this.at)]
    for (;;) {
      const begin = this.at
      while (this.at < this.text.length && !'"\\'.includes(this.text[this.at]!)) this.at++
      parts.push(this.text.slice(begin, this.at))
      if (this.at >= this.text.length) this.refuse('the text that begins here does not end', start - 1)
      if (this.text.charCodeAt(this.at++) === QUOTE) return parts.join('')
      parts.push(this.escape())
    }
  }

  /** XGBoost itself writes a backslash before `u` as it is, so `\users` is no code unit but what it looks like. */
  private escape(): string {
    const letter = this.text[this.at] ?? ''
    if (letter === 'u') {
      const hex = /^[\da-fA-F]{4}$/.exec(this.text.slice(this.at + 1, this.at + 5))?.[0]
      if (hex === undefined) return '\\'
      this.at += 5
      return String.fromCharCode(Number.parseInt(hex, 16))
    }
    const plain = ESCAPES[letter] ?? this.refuse('an escape that JSON does not know', this.at - 1)
    this.at++
    return plain
  }

  private wellFormed(text: string, start: number): string {
    return text.isWellFormed() ? text : this.refuse('half of a surrogate pair in a text', start - 1)
  }

  private closes(close: number): boolean {
    this.skipBlanks()
    if (this.text.charCodeAt(this.at) !== close) return false
    this.at++
    return true
  }

  /** After an item: true at a comma, false at the end of its container. */
  private continues(close: number): boolean {
    this.skipBlanks()
    const code = this.text.charCodeAt(this.at)
    if (code !== COMMA && code !== close) this.refuse(`"," or "${String.fromCharCode(close)}" expected`)
    this.at++
    return code === COMMA
  }

  private skipBlanks(): void {
    let code = this.text.charCodeAt(this.at)
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09)
      code = this.text.charCodeAt(++this.at)
  }

  private refuse(problem: string, at = this.at): never {
    const found = at < this.text.length ? excerpt(this.text.slice(at, at + 60)) : 'the end of the file'
    throw fileFault(this.source, `character ${at + 1}`, `${problem}, got ${found}`)
  }
}
