import { z } from 'zod'
import { QtError } from '../../core/error.ts'
import { canonicalJson, sha256 } from '../../core/hash.ts'
import { TIMEFRAMES, type Timeframe } from '../../core/time.ts'
import type { Instrument } from '../../market/instrument.ts'
import { SERIES_KINDS } from './series-schema.ts'

export const FORMAT_VERSION = 1

const bracket = z.strictObject({
  notionalFloor: z.number().min(0),
  notionalCap: z.number().positive(),
  maintenanceRate: z.number().positive().max(1),
  maintenanceAmount: z.number().min(0),
  maxLeverage: z.number().min(1),
})

/** Shape of an instrument's metadata, in a manifest and in a file of overrides. */
export const instrumentShape = {
  id: z.string().min(1),
  symbol: z.string().min(1),
  base: z.string().min(1),
  quote: z.string().min(1),
  tickSize: z.number().positive(),
  lotStep: z.number().positive(),
  minNotional: z.number().min(0),
  contractSize: z.number().positive(),
  makerFeeBps: z.number().min(-100).max(1000),
  takerFeeBps: z.number().min(-100).max(1000),
  liquidationFeeRate: z.number().min(0).max(1),
  fundingIntervalHours: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal(8)]),
  brackets: z
    .array(bracket)
    .min(1)
    .refine(isContiguous, 'brackets ascend, the first from 0, each from the cap of the one before'),
}

const gap = z.strictObject({ from: z.number(), to: z.number(), missing: z.number().int() })

const repair = z.strictObject({
  rule: z.string(),
  action: z.string(),
  rows: z.number().int(),
  examples: z.array(z.string()),
})

const file = z.strictObject({
  instrument: z.string(),
  series: z.enum(SERIES_KINDS),
  /** Of finer bars. */
  timeframe: z.enum(TIMEFRAMES).optional(),
  path: z.string().regex(/^[^/\\]+\.arrow$/, 'a file name inside the dataset'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  rows: z.number().int().min(1),
  firstTime: z.number(),
  lastTime: z.number(),
  /** Stretches of missing rows: how many, how many rows in all, and the first of them. */
  gaps: z.strictObject({ count: z.number().int(), missingRows: z.number().int(), first: z.array(gap) }),
  /** Base names of the files it came from, or the generator. */
  sources: z.array(z.string()),
  repairs: z.array(repair),
  notes: z.array(z.string()),
})

const manifest = z.strictObject({
  formatVersion: z.literal(FORMAT_VERSION),
  name: z.string(),
  timeframe: z.enum(TIMEFRAMES),
  isSynthetic: z.boolean(),
  /** See `contentHashOf`. */
  contentHash: z.string(),
  /** Bound of the rule against absurd jumps under which it was accepted. */
  maxJump: z.number().gt(1),
  /** Version of the program that wrote it. */
  createdWith: z.string(),
  /** Version and parameters of the generator of synthetic data. */
  generator: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  instruments: z.array(z.strictObject(instrumentShape)).min(1),
  files: z.array(file).min(1),
  notes: z.array(z.string()),
})

export type Manifest = z.infer<typeof manifest>
export type ManifestFile = z.infer<typeof file>
export type Repair = z.infer<typeof repair>

/**
 * What the dataset is, whatever it is called, wherever and whenever it was made:
 * sha256 over format, timeframe, instrument metadata and the sha256 of every file, with the timeframe of finer bars.
 */
export function contentHashOf(
  content: Pick<Manifest, 'timeframe' | 'isSynthetic' | 'instruments' | 'files'>,
): string {
  const { timeframe, isSynthetic, instruments, files } = content
  const contents = files
    .map(({ path, sha256, timeframe }) => [path, sha256, ...(timeframe ? [timeframe] : [])].join(' '))
    .sort()
  return sha256(
    canonicalJson({ formatVersion: FORMAT_VERSION, timeframe, isSynthetic, instruments, contents }),
  )
}

/** Timeframe of the finer bars; undefined where no instrument has them. */
export function finerTimeframeOf({ files }: Pick<Manifest, 'files'>): Timeframe | undefined {
  return files.find(({ series }) => series === 'finer')?.timeframe
}

/** Parses a manifest's text; anything malformed or inconsistent is one clear error. */
export function parseManifest(text: string, path: string): Manifest {
  const parsed = manifest.safeParse(parseJson(text, path))
  if (!parsed.success) throw malformed(path, firstIssue(parsed.error))
  if (contentHashOf(parsed.data) !== parsed.data.contentHash)
    throw malformed(path, 'its content hash does not match what it lists: it was edited or damaged')
  return parsed.data
}

export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]!
  return `${issue.path.join('.') || 'top level'}: ${issue.message}`
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw malformed(path, `not JSON: ${(error as Error).message}`)
  }
}

function malformed(path: string, what: string): QtError {
  return new QtError('data', `${path}: malformed manifest: ${what}`, 'import the dataset again')
}

function isContiguous(
  brackets: readonly Pick<Instrument['brackets'][number], 'notionalFloor' | 'notionalCap'>[],
): boolean {
  return brackets.every(
    ({ notionalFloor, notionalCap }, k) =>
      notionalFloor === (brackets[k - 1]?.notionalCap ?? 0) && notionalCap > notionalFloor,
  )
}
