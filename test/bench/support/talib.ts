import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BarInput, FeatureDefinition } from '../../../src/features/definition.ts'
import { definitions } from '../../../src/features/feature-catalogue.ts'
import type { FeatureInputs } from '../../../src/features/inputs.ts'
import { computeColumns } from '../../../src/features/plan.ts'
import { specsOf } from './catalogue.ts'
import { Peer } from './peer.ts'
import { writeRaw } from './raw-columns.ts'

const GIVEN: Readonly<Record<string, BarInput>> = {
  opens: 'open',
  highs: 'high',
  lows: 'low',
  closes: 'close',
  volumes: 'volume',
  benchmarkCloses: 'benchmarkClose',
}

/** TA-Lib over the columns of these inputs, or why there is none. */
export async function startTalib(folder: string, inputs: FeatureInputs): Promise<Peer | string> {
  const columns = Object.entries(GIVEN).map(([name, input]) => [name, inputs.column(input)] as const)
  writeRaw(folder, Object.fromEntries(columns))
  return Peer.start('features_talib.py', folder, {})
}

export function definitionOf(feature: string): FeatureDefinition {
  const definition = definitions.find(({ name }) => name === feature)
  if (!definition) throw new Error(`the catalogue has no feature ${feature}`)
  return definition
}

/** Share of the value that may differ. */
const TOLERANCE = 1e-9

/**
 * Where a value is small beside the numbers that it is made of (a slope of nearly 0, a flow that cancels out),
 * rounding in TA-Lib's running sums shows: this share of the column's largest value may differ too.
 */
const RESIDUE = 1e-10

/** Throws where a value of ours is not TA-Lib's; answers how many columns were compared. */
export async function compareValues(peer: Peer, folder: string, inputs: FeatureInputs): Promise<number> {
  const { columns } = (await peer.ask('write')) as { columns: [feature: string, output: string][] }
  for (const [feature, output] of columns) {
    const spec = specsOf(definitionOf(feature)).find((candidate) => candidate.output === output)!
    const theirs = readColumn(join(folder, `talib.${feature}.${output}.f64`))
    const isCandle = spec.definition.group === 'candles'
    compareColumn(`${feature}.${output}`, computeColumns([spec], inputs)[0]!, theirs, isCandle)
  }
  return columns.length
}

/** @param isCandle TA-Lib's patterns are integers: 0 where ours are not known yet */
function compareColumn(name: string, ours: Float64Array, theirs: Float64Array, isCandle: boolean): void {
  const largest = theirs.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0)
  for (let row = 0; row < ours.length; row++) {
    const [a, b] = [ours[row]!, theirs[row]!]
    if (Number.isNaN(a) && (Number.isNaN(b) || (isCandle && b === 0))) continue
    if (Math.abs(a - b) <= Math.max(TOLERANCE * Math.abs(b), RESIDUE * largest)) continue
    throw new Error(`${name}, row ${row}: ${a} is ours, ${b} is TA-Lib’s`)
  }
}

function readColumn(path: string): Float64Array {
  const bytes = readFileSync(path)
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
}
