import { excerpt, fileFault } from '../../file/file-fault.ts'

/** What a JSON or UBJSON file says, before anyone asks whether it is a model. */
export type FileValue = null | boolean | number | string | FileNumbers | readonly FileValue[] | FileObject
export type FileObject = ReadonlyMap<string, FileValue>

/** An array of numbers: floats as a float array, everything else whole (or not yet known to be). */
export type FileNumbers =
  | readonly number[]
  | Float32Array
  | Float64Array
  | Uint8Array
  | Int8Array
  | Int32Array

/** Containers within containers; official files have nine. */
export const DEPTH_MAX = 32

/** A value and where it stands in its file: what is asked of it is checked, refusals name the place. */
export class FilePlace {
  readonly source: string
  readonly path: string
  readonly value: FileValue

  constructor(source: string, path: string, value: FileValue) {
    this.source = source
    this.path = path
    this.value = value
  }

  /** What a text at this place says, once it has been read. */
  with(value: FileValue): FilePlace {
    return new FilePlace(this.source, this.path, value)
  }

  refuse(problem: string, hint?: string): never {
    throw fileFault(this.source, this.path, problem, hint)
  }

  object(): FileObject {
    return this.value instanceof Map
      ? this.value
      : this.refuse(`an object expected, got ${kindOf(this.value)}`)
  }

  has(name: string): boolean {
    return this.object().has(name)
  }

  member(name: string): FilePlace {
    const value = this.object().get(name)
    const path = this.path === '' ? name : `${this.path}.${name}`
    if (value === undefined) throw fileFault(this.source, path, 'missing')
    return new FilePlace(this.source, path, value)
  }

  items(): FilePlace[] {
    const { value } = this
    if (!isArray(value)) this.refuse(`an array expected, got ${kindOf(value)}`)
    return Array.from(value, (item: FileValue, i) => new FilePlace(this.source, `${this.path}[${i}]`, item))
  }

  text(): string {
    return typeof this.value === 'string'
      ? this.value
      : this.refuse(`a text expected, got ${kindOf(this.value)}`)
  }

  texts(): string[] {
    return this.items().map((item) => item.text())
  }

  /** A whole number ≥ 0 as XGBoost writes its parameters: "12". */
  count(max = 2 ** 31 - 1): number {
    const text = typeof this.value === 'number' ? String(this.value) : this.text()
    const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
    return number <= max ? number : this.refuse(`a whole number 0 … ${max} expected, got ${excerpt(text)}`)
  }

  /** Whole numbers of a range, fit for 32 bits. */
  integers(low: number, high: number): Int32Array {
    const numbers = this.numbers()
    const odd = numbers.findIndex(
      (number: number) => !(Number.isInteger(number) && number >= low && number <= high),
    )
    if (odd >= 0) this.item(odd).refuse(`a whole number ${low} … ${high} expected, got ${numbers[odd]}`)
    return Int32Array.from(numbers)
  }

  /** Float32 numbers; infinities and NaN as the file says, but no finite number too large for the type. */
  floats(): Float32Array {
    const numbers = this.numbers()
    const floats = Float32Array.from(numbers)
    const odd = floats.findIndex((float, i) => Math.abs(float) === Infinity && float !== numbers[i])
    if (odd >= 0) this.item(odd).refuse(`${numbers[odd]} is too large for a float32 number`)
    return floats
  }

  /** 0 or 1, also written as false and true. */
  flags(): Uint8Array {
    const { value } = this
    if (!Array.isArray(value) || typeof value[0] !== 'boolean') return Uint8Array.from(this.integers(0, 1))
    const odd = value.findIndex((flag) => typeof flag !== 'boolean')
    if (odd >= 0) this.item(odd).refuse(`true or false expected, got ${kindOf(value[odd])}`)
    return Uint8Array.from(value, Number)
  }

  private numbers(): FileNumbers {
    const { value } = this
    if (!isArray(value)) this.refuse(`an array of numbers expected, got ${kindOf(value)}`)
    if (!Array.isArray(value)) return value as FileNumbers
    const odd = value.findIndex((item) => typeof item !== 'number')
    if (odd >= 0) this.item(odd).refuse(`a number expected, got ${kindOf(value[odd])}`)
    return value
  }

  private item(index: number): FilePlace {
    return new FilePlace(this.source, `${this.path}[${index}]`, null)
  }
}

function isArray(value: FileValue): value is FileNumbers | readonly FileValue[] {
  return Array.isArray(value) || ArrayBuffer.isView(value)
}

function kindOf(value: FileValue | undefined): string {
  if (value === null || value === undefined) return 'null'
  if (isArray(value)) return 'an array'
  if (value instanceof Map) return 'an object'
  if (typeof value === 'string') return `the text ${excerpt(value)}`
  return String(value)
}
