/**
 * Plain data that JSON has no word for (NaN, ±Infinity, −0, undefined) and back, so that a snapshot can be
 * written as JSON and restored to the same bits.
 */
const WORDS: Readonly<Record<string, number | undefined>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
  undefined,
}

interface Word {
  readonly $: string
}

export function packJson(value: unknown): unknown {
  if (value === undefined) return { $: 'undefined' }
  if (typeof value === 'number') {
    if (Object.is(value, -0)) return { $: '-0' }
    return Number.isFinite(value) ? value : { $: String(value) }
  }
  if (Array.isArray(value)) return value.map(packJson)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, packJson(field)]))
}

export function unpackJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpackJson)
  if (value === null || typeof value !== 'object') return value
  if (Object.hasOwn(value, '$')) return WORDS[(value as Word).$]
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, unpackJson(field)]))
}
