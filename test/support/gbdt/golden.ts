import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** What official libraries said. */
export const GOLDEN = new URL('../../golden/gbdt/', import.meta.url)

/** A JSON file, gzipped or plain. Numbers that JSON lacks are stored as Python spells them. */
export function readGolden(file: URL): unknown {
  const bytes = readFileSync(file)
  const text = file.pathname.endsWith('.gz') ? gunzipSync(bytes) : bytes
  return JSON.parse(text.toString(), (_key, value) => SPECIAL.get(value) ?? value)
}

const SPECIAL = new Map<unknown, number>([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
])
