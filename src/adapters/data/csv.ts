import { QtError } from '../../core/error.ts'
import { type ColumnPlan, planOfFirstLine, SYMBOL } from './column-plan.ts'
import { decimalsOf, isBlank, POWERS_OF_TEN, parseNumber, parseTime, toMilliseconds } from './parse-number.ts'
import type { TableBuilder } from './source-table.ts'

const LF = 10
const CR = 13
const MINUS = 45
const POINT = 46
const ZERO = 48
const LONGEST_LINE = 1 << 22
/** Cells with more significant digits carry floating-point noise and say nothing about a tick size. */
const NOISE_MANTISSA = 1e15

/** Reads one CSV text, given in chunks, into `builder`. With `symbol`, a symbol column must say just that. */
export async function readCsv(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  file: string,
  builder: TableBuilder,
  symbol: string,
): Promise<void> {
  const parser = new CsvParser(file, builder, symbol)
  for await (const chunk of chunks) parser.push(chunk)
  parser.finish()
}

/**
 * Parses bytes straight into the builder's columns, without a string per cell: a plain decimal number whose
 * digits fit an integer below 2^53 is that integer divided by an exact power of ten, which is correctly
 * rounded, so equal to `Number(text)`. Everything else takes the slow path through `Number`.
 */
class CsvParser {
  private readonly file: string
  private readonly builder: TableBuilder
  private readonly symbol: string
  private readonly firstRow: number
  private plan: ColumnPlan | undefined
  private delimiter = 44
  private carry: Uint8Array = new Uint8Array(0)
  private line = 1

  constructor(file: string, builder: TableBuilder, symbol: string) {
    this.file = file
    this.builder = builder
    this.symbol = symbol
    this.firstRow = builder.rows
  }

  push(chunk: Uint8Array): void {
    const firstEnd = chunk.indexOf(LF) + 1
    const lastEnd = chunk.lastIndexOf(LF) + 1
    if (firstEnd === 0) {
      this.carry = concat(this.carry, chunk)
      if (this.carry.length > LONGEST_LINE)
        throw new QtError(
          'data',
          `${this.file} row ${this.line}: a line of text expected, got ${this.carry.length} bytes`,
        )
      return
    }
    const head = this.carry.length > 0 ? firstEnd : 0
    if (head > 0) this.parseLines(concat(this.carry, chunk.subarray(0, head)))
    this.parseLines(chunk.subarray(head, lastEnd))
    this.carry = chunk.slice(lastEnd)
  }

  finish(): void {
    if (this.carry.length > 0) this.parseLines(concat(this.carry, Uint8Array.of(LF)))
    if (!this.plan) throw new QtError('data', `${this.file}: a header and rows expected, the file is empty`)
    if (this.builder.rows === this.firstRow)
      throw new QtError('data', `${this.file}: rows expected, the file holds only a header`)
    this.builder.endFile(this.firstRow, new Set(this.plan.cells.filter((slot) => slot >= 0)))
  }

  /** `bytes` ends with a line feed. */
  private parseLines(bytes: Uint8Array): void {
    const from = this.plan ? 0 : this.parseHeader(bytes)
    if (this.plan && from < bytes.length) this.parseRows(bytes, from, this.plan.cells)
  }

  /** Plans the columns from the first line that is not blank; answers where the data begins. */
  private parseHeader(bytes: Uint8Array): number {
    let from = 0
    while (from < bytes.length && !this.plan) {
      const end = bytes.indexOf(LF, from) + 1
      const text = new TextDecoder().decode(bytes.subarray(from, end)).trim()
      if (text !== '') {
        this.delimiter = [',', ';', '\t'].find((mark) => text.includes(mark))?.charCodeAt(0) ?? this.delimiter
        const names = text.split(String.fromCharCode(this.delimiter)).map(unquote)
        this.plan = planOfFirstLine(names, this.builder.fields, this.file)
        if (!this.plan.hasHeader) break
      }
      this.line++
      from = end
    }
    if (this.plan) this.builder.startSegment(this.file, this.line)
    return from
  }

  private parseRows(bytes: Uint8Array, from: number, cells: readonly number[]): void {
    const { builder, delimiter } = this
    const { decimals } = builder
    const width = cells.length
    let { slots } = builder
    let p = from
    while (p < bytes.length) {
      if (bytes[p] === LF || (bytes[p] === CR && bytes[p + 1] === LF)) {
        p += bytes[p] === LF ? 1 : 2
        builder.startSegment(this.file, ++this.line)
        continue
      }
      if (builder.rows === builder.capacity) {
        builder.grow(builder.rows + 1)
        slots = builder.slots
      }
      for (let cell = 0; cell < width; cell++) {
        const slot = cells[cell]!
        const start = p
        if (slot < 0) {
          p = this.endOfCell(bytes, p)
          if (slot === SYMBOL) this.checkSymbol(bytes, start, p)
        } else {
          const isNegative = bytes[p] === MINUS
          if (isNegative) p++
          const digitsStart = p
          let mantissa = 0
          let point = -1
          for (; ; p++) {
            const digit = bytes[p]! - ZERO
            if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit
            else if (bytes[p] === POINT && point < 0) point = p
            else break
          }
          const fraction = point < 0 ? 0 : p - point - 1
          const digits = p - digitsStart - (point < 0 ? 0 : 1)
          const end = bytes[p]
          if (
            (end === delimiter || end === LF || end === CR) &&
            mantissa <= Number.MAX_SAFE_INTEGER &&
            digits > 0 &&
            fraction <= 22
          ) {
            const value = fraction === 0 ? mantissa : mantissa / POWERS_OF_TEN[fraction]!
            slots[slot]![builder.rows] = slot === 0 ? toMilliseconds(value) : isNegative ? -value : value
            if (fraction > decimals[slot]! && mantissa < NOISE_MANTISSA)
              decimals[slot] = Math.max(decimals[slot]!, withoutTrailingZeros(mantissa, fraction))
          } else {
            p = this.endOfCell(bytes, p)
            slots[slot]![builder.rows] = this.slowCell(slot, textOf(bytes, start, p))
          }
        }
        if (bytes[p] !== delimiter) {
          if (cell < width - 1) this.missCells(cell + 1)
          break
        }
        if (cell < width - 1) p++
      }
      p = this.endOfRow(bytes, p)
      builder.rows++
      this.line++
    }
  }

  private endOfCell(bytes: Uint8Array, from: number): number {
    let p = from
    while (bytes[p] !== this.delimiter && bytes[p] !== LF && bytes[p] !== CR) p++
    return p
  }

  /** Anything after the last column is an error of the row: its cells may stand in the wrong columns. */
  private endOfRow(bytes: Uint8Array, from: number): number {
    if (bytes[from] === LF) return from + 1
    const end = bytes.indexOf(LF, from)
    if (isBlank(textOf(bytes, from, end).replaceAll(String.fromCharCode(this.delimiter), ''))) return end + 1
    this.spoilRow(`more than ${this.plan!.cells.length} cells`)
    return end + 1
  }

  private slowCell(slot: number, quoted: string): number {
    const text = unquote(quoted)
    const value = slot === 0 ? parseTime(text) : parseNumber(text)
    if (Number.isNaN(value)) this.addBadCell(slot, text)
    else if (slot > 0 && text.replace(/[eE].*|\D/g, '').replace(/^0+/, '').length <= 15)
      this.builder.decimals[slot] = Math.max(this.builder.decimals[slot]!, decimalsOf(text))
    return value
  }

  /** An optional value may honestly be unknown; a required one may not. */
  private addBadCell(slot: number, text: string): void {
    if (this.builder.fields[slot]!.isRequired || !isBlank(text)) this.builder.addBadCell(slot, text)
  }

  private missCells(from: number): void {
    for (const slot of this.plan!.cells.slice(from).filter((slot) => slot >= 0)) {
      this.builder.slots[slot]![this.builder.rows] = Number.NaN
      this.builder.addBadCell(slot, `only ${from} cells`)
    }
  }

  private spoilRow(text: string): void {
    this.builder.slots[1]![this.builder.rows] = Number.NaN
    this.builder.addBadCell(1, text)
  }

  private checkSymbol(bytes: Uint8Array, from: number, to: number): void {
    if (to - from === this.symbol.length) {
      let k = 0
      while (k < this.symbol.length && bytes[from + k] === this.symbol.charCodeAt(k)) k++
      if (k === this.symbol.length) return
    }
    const text = unquote(textOf(bytes, from, to))
    if (
      text
        .replace(/[^\p{L}\p{N}]/gu, '')
        .toUpperCase()
        .startsWith(this.symbol)
    )
      return
    throw new QtError('data', `${this.file} row ${this.line}: symbol ${this.symbol} expected, got "${text}"`)
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, to))
}

function unquote(text: string): string {
  return text
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
}

function withoutTrailingZeros(mantissa: number, fraction: number): number {
  let digits = fraction
  for (let rest = mantissa; digits > 0 && rest % 10 === 0; rest /= 10) digits--
  return digits
}
