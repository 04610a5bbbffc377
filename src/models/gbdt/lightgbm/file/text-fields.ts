import { excerpt, fileFault } from '../../file/file-fault.ts'
import type { TextLines } from './text-lines.ts'

const INTEGER = /^-?\d{1,10}$/
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const WORDS: ReadonlyMap<string, number> = new Map([
  ['inf', Infinity],
  ['-inf', -Infinity],
  ['nan', Number.NaN],
  ['-nan', Number.NaN],
])

interface Field {
  readonly text: string
  readonly line: number
}

/** Lines `name=value` up to a blank one, each name once and known. */
export class TextFields {
  readonly source: string
  private readonly place: string
  private readonly fields = new Map<string, Field>()

  /** @param place what the lines describe, for errors: `tree 3` */
  constructor(lines: TextLines, place: string, known: readonly string[]) {
    this.source = lines.source
    this.place = place
    for (let line = lines.peek(); line; line = lines.peek()) {
      lines.next()
      const split = line.indexOf('=')
      const name = split < 0 ? line : line.slice(0, split)
      if (!known.includes(name)) lines.refuse(`${place} has no field ${excerpt(name)}`)
      if (this.fields.has(name)) lines.refuse(`${place} has the field ${name} twice`)
      this.fields.set(name, { text: split < 0 ? '' : line.slice(split + 1), line: lines.lineNumber })
    }
  }

  has(name: string): boolean {
    return this.fields.has(name)
  }

  text(name: string): string {
    return this.fields.get(name)?.text ?? this.fault(name, 'missing')
  }

  /** Items between blanks. */
  items(name: string): string[] {
    const text = this.text(name)
    return text === '' ? [] : text.split(' ')
  }

  count(name: string, min = 0): number {
    const [item, ...more] = this.integers(name, min, 2 ** 31 - 1)
    return item !== undefined && more.length === 0 ? item : this.fault(name, 'one number expected')
  }

  integers(name: string, low: number, high: number): number[] {
    return this.items(name).map((item, i) => {
      const number = INTEGER.test(item) ? Number(item) : Number.NaN
      if (number >= low && number <= high) return number
      return this.fault(name, `item ${i}: a whole number ${low} … ${high} expected, got ${excerpt(item)}`)
    })
  }

  numbers(name: string): number[] {
    return this.items(name).map((item, i) => {
      const number = NUMBER.test(item) ? Number(item) : WORDS.get(item)
      if (number === undefined) return this.fault(name, `item ${i}: a number expected, got ${excerpt(item)}`)
      if (Number.isFinite(number) || WORDS.has(item)) return number
      return this.fault(name, `item ${i}: ${excerpt(item)} is too large for a number`)
    })
  }

  fault(name: string, problem: string, hint?: string): never {
    const line = this.fields.get(name)?.line
    const where = `${line === undefined ? '' : `line ${line}, `}${this.place}, ${name}`
    throw fileFault(this.source, where, problem, hint)
  }
}
