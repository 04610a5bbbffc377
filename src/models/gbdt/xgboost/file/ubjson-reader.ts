import { excerpt, fileFault } from '../../file/file-fault.ts'
import { DEPTH_MAX, type FileNumbers, type FileObject, type FileValue } from './document.ts'

interface NumberType {
  readonly bytes: number
  readonly read: (view: DataView, at: number) => number
  readonly array: (length: number) => Float32Array | Float64Array | Uint8Array | Int8Array | Int32Array
  readonly isInteger: boolean
}

/** Markers of numbers, all big-endian. */
const NUMBERS: Readonly<Record<string, NumberType>> = {
  i: { bytes: 1, read: (v, at) => v.getInt8(at), array: (n) => new Int8Array(n), isInteger: true },
  U: { bytes: 1, read: (v, at) => v.getUint8(at), array: (n) => new Uint8Array(n), isInteger: true },
  I: { bytes: 2, read: (v, at) => v.getInt16(at), array: (n) => new Int32Array(n), isInteger: true },
  l: { bytes: 4, read: (v, at) => v.getInt32(at), array: (n) => new Int32Array(n), isInteger: true },
  L: {
    bytes: 8,
    read: (v, at) => Number(v.getBigInt64(at)),
    array: (n) => new Float64Array(n),
    isInteger: true,
  },
  d: { bytes: 4, read: (v, at) => v.getFloat32(at), array: (n) => new Float32Array(n), isInteger: false },
  D: { bytes: 8, read: (v, at) => v.getFloat64(at), array: (n) => new Float64Array(n), isInteger: false },
}

const WORDS: Readonly<Record<string, boolean | null>> = { Z: null, T: true, F: false }

/** How a container says where it ends: after `count` items, or at its closing bracket. */
interface Extent {
  readonly type: NumberType | undefined
  readonly count: number | undefined
}

/** UBJSON (draft 12) as XGBoost writes it: typed arrays of numbers, lengths known before the bytes. */
export class UbjsonReader {
  private readonly bytes: Uint8Array
  private readonly view: DataView
  private readonly source: string
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  private at = 0
  private depth = 0

  constructor(bytes: Uint8Array, source: string) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.source = source
  }

  document(): FileValue {
    const value = this.value(this.marker())
    if (this.at < this.bytes.length) this.refuse('nothing more expected')
    return value
  }

  private value(marker: string): FileValue {
    if (marker === '{') return this.nested(() => this.object())
    if (marker === '[') return this.nested(() => this.array())
    if (marker === 'S') return this.string()
    if (marker in WORDS) return WORDS[marker]!
    const type = NUMBERS[marker] ?? this.refuse('the marker of a value expected', this.at - 1)
    return this.number(type)
  }

  private nested<T>(read: () => T): T {
    if (++this.depth > DEPTH_MAX) this.refuse(`more than ${DEPTH_MAX} arrays and objects within each other`)
    const value = read()
    this.depth--
    return value
  }

  private object(): FileObject {
    const members = new Map<string, FileValue>()
    const { type, count } = this.extent()
    if (type) this.refuse('an object of one type is no part of a model')
    while (this.continues(members.size, count, '}')) {
      const name = this.string()
      if (members.has(name)) this.refuse(`the member ${excerpt(name)} is there twice`)
      members.set(name, this.value(this.marker()))
    }
    return members
  }

  private array(): FileNumbers | FileValue[] {
    const { type, count } = this.extent()
    if (type) return this.numbers(type, count!)
    const items: FileValue[] = []
    while (this.continues(items.length, count, ']')) items.push(this.value(this.marker()))
    return items
  }

  private numbers(type: NumberType, count: number): FileNumbers {
    this.need(count * type.bytes)
    const numbers = type.array(count)
    for (let i = 0; i < count; i++) numbers[i] = type.read(this.view, this.at + i * type.bytes)
    this.at += count * type.bytes
    return type.isInteger && numbers instanceof Float64Array ? Array.from(numbers) : numbers
  }

  /** `$` type and `#` count, both optional, a type never without a count. */
  private extent(): Extent {
    const type = this.skips('$') ? this.elementType() : undefined
    if (!this.skips('#'))
      return type ? this.refuse('the count of a typed array expected') : { type, count: undefined }
    const count = this.length()
    this.need(count * (type?.bytes ?? 1)) // before anything is allocated
    return { type, count }
  }

  private elementType(): NumberType {
    return NUMBERS[this.marker()] ?? this.refuse('the type of an array of numbers expected', this.at - 1)
  }

  private continues(read: number, count: number | undefined, close: string): boolean {
    return count === undefined ? !this.skips(close) : read < count
  }

  private length(): number {
    const type = NUMBERS[this.marker()]
    if (!type?.isInteger) this.refuse('a length expected', this.at - 1)
    const start = this.at
    const length = this.number(type)
    return length >= 0 ? length : this.refuse(`a length ≥ 0 expected, got ${length}`, start)
  }

  private number(type: NumberType): number {
    this.need(type.bytes)
    this.at += type.bytes
    return type.read(this.view, this.at - type.bytes)
  }

  private string(): string {
    const length = this.length()
    this.need(length)
    this.at += length
    try {
      return this.decoder.decode(this.bytes.subarray(this.at - length, this.at))
    } catch {
      return this.refuse('a text in UTF-8 expected', this.at - length)
    }
  }

  private marker(): string {
    this.need(1)
    return String.fromCharCode(this.bytes[this.at++]!)
  }

  private skips(marker: string): boolean {
    if (this.bytes[this.at] !== marker.charCodeAt(0)) return false
    this.at++
    return true
  }

  private need(bytes: number): void {
    const left = this.bytes.length - this.at
    if (bytes > left) this.refuse(`${bytes} more bytes expected, the file has ${left}`)
  }

  private refuse(problem: string, at = this.at): never {
    const found = this.bytes[at] === undefined ? 'the end of the file' : `byte ${this.bytes[at]}`
    throw fileFault(this.source, `byte ${at}`, `${problem}, got ${found}`)
  }
}
