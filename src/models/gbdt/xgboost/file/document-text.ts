import type { FileNumbers, FileValue } from './document.ts'
import { float32Text } from './json-text-float.ts'
import { jsonString } from './json-text-string.ts'

/** A document as XGBoost writes JSON: no blanks, members in the order of their names. */
export function documentText(value: FileValue): string {
  if (typeof value === 'string') return jsonString(value)
  if (value instanceof Map)
    return objectText([...value].map(([name, member]) => [name, documentText(member)]))
  if (value instanceof Float32Array || value instanceof Float64Array) return floatsText(value)
  if (Array.isArray(value)) return `[${value.map(documentText).join(',')}]`
  return ArrayBuffer.isView(value) ? `[${(value as FileNumbers).join(',')}]` : String(value)
}

/** An object of members that are JSON text already. */
export function objectText(members: readonly (readonly [name: string, text: string])[]): string {
  const sorted = members.toSorted(([a], [b]) => byCodePoints(a, b))
  return `{${sorted.map(([name, text]) => `${jsonString(name)}:${text}`).join(',')}}`
}

export function floatsText(floats: Float32Array | Float64Array): string {
  return `[${Array.from(floats, (float) => float32Text(Math.fround(float))).join(',')}]`
}

/** The order of UTF-8 bytes, in which C++ sorts. */
function byCodePoints(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)]
  const odd = left.findIndex((character, i) => character !== right[i])
  if (odd < 0) return left.length - right.length
  return left[odd]!.codePointAt(0)! - (right[odd]?.codePointAt(0) ?? -1)
}
