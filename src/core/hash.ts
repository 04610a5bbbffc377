import { createHash, type Hash } from 'node:crypto'

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** sha256 of several typed arrays and strings in order; typed arrays by their bytes (little-endian). */
export class Digest {
  private readonly hash: Hash = createHash('sha256')

  text(value: string): this {
    this.hash.update(`${value.length}:${value}`)
    return this
  }

  array(values: ArrayBufferView): this {
    this.hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    return this
  }

  hex(): string {
    return this.hash.digest('hex')
  }
}

/** JSON with sorted keys, so that equal values give equal text. NaN and infinities become strings. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, v: unknown) => {
    if (typeof v === 'number' && !Number.isFinite(v)) return String(v)
    if (v === null || typeof v !== 'object' || Array.isArray(v)) return v
    return Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  })
}
