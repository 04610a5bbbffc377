import { excerpt } from '../../file/file-fault.ts'
import { DEPTH_MAX, type FileNumbers, type FileObject, type FileValue } from './document.ts'
import { JsonTextCursor } from './json-text-cursor.ts'
import { float64OfFloat32Text } from './json-text-number.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const POINT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const CAPITAL_I = 0x49
const CAPITAL_N = 0x4e
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
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

/** JSON as XGBoost writes it: also with the words `Infinity`, `-Infinity` and `NaN`. Reads each character once. */
export class JsonTextReader {
  private readonly cursor: JsonTextCursor
  private depth = 0

  constructor(text: string, source: string) {
    this.cursor = new JsonTextCursor(text, source)
  }

  document(): FileValue {
    const value = this.value()
    this.cursor.skipBlanks()
    if (this.cursor.at < this.cursor.text.length) this.cursor.refuse('nothing more expected')
    return value
  }

  private value(): FileValue {
    this.cursor.skipBlanks()
    const code = this.cursor.peek()
    if (code === OPEN_OBJECT) return this.nested(() => this.object())
    if (code === OPEN_ARRAY) return this.nested(() => this.array())
    if (code === QUOTE) return this.cursor.string()
    const word = WORDS.find(([name]) => this.cursor.text.startsWith(name, this.cursor.at))
    if (!word) return this.number()
    this.cursor.at += word[0].length
    return word[1]
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > DEPTH_MAX)
      this.cursor.refuse(`more than ${DEPTH_MAX} arrays and objects within each other`)
    this.cursor.at++
    const value = read()
    this.depth--
    return value
  }

  private object(): FileObject {
    const members = new Map<string, FileValue>()
    if (this.cursor.closes(CLOSE_OBJECT)) return members
    do {
      const name = this.cursor.name()
      if (members.has(name)) this.cursor.refuse(`the member ${excerpt(name)} is there twice`)
      members.set(name, this.value())
    } while (this.cursor.continues(CLOSE_OBJECT))
    return members
  }

  private array(): FileNumbers | FileValue[] {
    if (this.cursor.closes(CLOSE_ARRAY)) return []
    if (this.startsNumber()) return this.numbers()
    const items: FileValue[] = []
    do items.push(this.value())
    while (this.cursor.continues(CLOSE_ARRAY))
    return items
  }

  /** Arrays of numbers are most of a file. One that holds a float is a float array. */
  private numbers(): FileNumbers {
    const numbers: number[] = []
    let isFloat = false
    do {
      this.cursor.skipBlanks()
      const start = this.cursor.at
      numbers.push(this.number())
      isFloat ||= this.isFloat(start)
    } while (this.cursor.continues(CLOSE_ARRAY))
    return isFloat ? Float64Array.from(numbers) : numbers
  }

  private startsNumber(): boolean {
    const code = this.cursor.peek()
    return (code >= ZERO && code <= NINE) || code === MINUS || code === CAPITAL_I || code === CAPITAL_N
  }

  /** Whether what was read since has a point, an exponent or is a word. */
  private isFloat(start: number): boolean {
    for (let i = start; i < this.cursor.at; i++) {
      const code = this.cursor.text.charCodeAt(i)
      if (code > NINE || code === POINT) return true
    }
    return false
  }

  private number(): number {
    return this.digits() ?? this.longNumber()
  }

  /** A whole number of at most nine digits in an array, the most frequent case. */
  private digits(): number | undefined {
    const { text, at } = this.cursor
    const isNegative = text.charCodeAt(at) === MINUS
    const start = isNegative ? at + 1 : at
    let [i, number, code] = [start, 0, text.charCodeAt(start)]
    while (code >= ZERO && code <= NINE && i - start < 9) {
      number = 10 * number + code - ZERO
      code = text.charCodeAt(++i)
    }
    const isPlain =
      (code === COMMA || code === CLOSE_ARRAY) && (text.charCodeAt(start) !== ZERO || i === start + 1)
    if (!isPlain || i === start) return undefined
    this.cursor.at = i
    return isNegative ? -number : number
  }

  private longNumber(): number {
    const word = NUMBER_WORDS.find(([name]) => this.cursor.text.startsWith(name, this.cursor.at))
    const token = word?.[0] ?? this.numberToken()
    const number = word?.[1] ?? float64OfFloat32Text(token)
    if (!word && !Number.isFinite(number)) this.cursor.refuse(`${excerpt(token)} is too large for a number`)
    this.cursor.at += token.length
    return number
  }

  private numberToken(): string {
    NUMBER.lastIndex = this.cursor.at
    const token = NUMBER.exec(this.cursor.text)?.[0] ?? this.cursor.refuse('a value expected')
    return token.length <= TOKEN_MAX
      ? token
      : this.cursor.refuse(`a number of at most ${TOKEN_MAX} characters expected`)
  }
}
