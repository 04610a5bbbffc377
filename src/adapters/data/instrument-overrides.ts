import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import { closest, QtError } from '../../core/error.ts'
import type { Instrument } from '../../market/instrument.ts'
import { firstIssue, instrumentShape } from './manifest.ts'

const { id: _id, ...overridable } = instrumentShape
const overridesSchema = z.record(z.string(), z.strictObject(overridable).partial())

/** Metadata by instrument id; `"*"` holds for all, an instrument's own entry goes before it. */
export type InstrumentOverrides = z.infer<typeof overridesSchema>

const EVERY = '*'

/** Reads `{ "*": { "takerFeeBps": 4 }, "BTCUSDT": { "tickSize": 0.1 } }`; unknown keys are refused. */
export async function readOverrides(path: string): Promise<InstrumentOverrides> {
  const file = basename(path)
  const parsed = overridesSchema.safeParse(parseJson(await readText(path), file))
  if (parsed.success) return parsed.data
  throw unknownKey(parsed.error, file) ?? new QtError('config', `${file}: ${firstIssue(parsed.error)}`)
}

export function applyOverrides(instrument: Instrument, overrides: InstrumentOverrides): Instrument {
  return { ...instrument, ...defined(overrides[EVERY]), ...defined(overrides[instrument.id]) }
}

/** Entries for instruments that the dataset does not have: said, for they may be misspelt. */
export function unusedOverrides(overrides: InstrumentOverrides, ids: readonly string[]): string[] {
  return Object.keys(overrides)
    .filter((id) => id !== EVERY && !ids.includes(id))
    .map((id) => {
      const near = closest(id, ids)
      return `metadata of ${id} not used: no such instrument${near ? ` (did you mean ${near}?)` : ''}`
    })
}

function defined(override: InstrumentOverrides[string] | undefined): Partial<Instrument> {
  return Object.fromEntries(Object.entries(override ?? {}).filter(([, value]) => value !== undefined))
}

function unknownKey(error: z.ZodError, file: string): QtError | undefined {
  const issue = error.issues.find(({ code }) => code === 'unrecognized_keys')
  if (issue?.code !== 'unrecognized_keys') return undefined
  const known = Object.keys(overridable)
  const key = issue.keys[0]!
  const near = closest(key, known)
  return new QtError(
    'config',
    `${file}: ${issue.path.join('.')}: unknown key "${key}"${near ? `; did you mean "${near}"?` : ''}`,
    `allowed: ${known.join(', ')}`,
  )
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new QtError('io', `${path}: cannot be read (${(error as NodeJS.ErrnoException).code})`, undefined, {
      cause: error,
    })
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new QtError('config', `${file}: not JSON: ${(error as Error).message}`)
  }
}
