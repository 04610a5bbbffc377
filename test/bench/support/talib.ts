import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { definitions } from '../../../src/features/feature-catalogue.ts'
import type { FeatureInputs } from '../../../src/features/inputs.ts'
import { computeColumns } from '../../../src/features/plan.ts'
import { runPlan, specsOf } from './catalogue.ts'
import type { Peer } from './peer.ts'
import { writeRaw } from './raw-columns.ts'

/** What TA-Lib is given of the inputs. */
export function writeInputs(folder: string, inputs: FeatureInputs): void {
  const column = (name: Parameters<FeatureInputs['column']>[0]) => inputs.column(name)
  writeRaw(folder, {
    opens: column('open'),
    highs: column('high'),
    lows: column('low'),
    closes: column('close'),
    volumes: column('volume'),
    benchmarkCloses: column('benchmarkClose'),
  })
}

const TOLERANCE = 1e-9

/**
 * Where values are small beside what they are made of, TA-Lib's running sums leave residues that grow with the
 * rows: differences up to a share of the column's largest value are theirs.
 */
export async function compareValues(peer: Peer, folder: string, inputs: FeatureInputs): Promise<string[]> {
  const { columns } = (await peer.ask('write')) as { columns: [string, string][] }
  const lines: string[] = []
  for (const [feature, output] of columns) {
    const definition = definitions.find(({ name }) => name === feature)!
    const spec = specsOf(definition).find((candidate) => candidate.output === output)!
    const ours = computeColumns([spec], inputs)[0]!
    const bytes = readFileSync(join(folder, `talib.${feature}.${output}.f64`))
    const theirs = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
    const largest = theirs.reduce((most, x) => (Math.abs(x) > most ? Math.abs(x) : most), 0)
    let worst = 0,
      worstRel = 0,
      at = -1,
      nans = 0,
      rows = 0
    for (let i = 0; i < ours.length; i++) {
      const a = ours[i]!,
        b = theirs[i]!
      if (Number.isNaN(a) || Number.isNaN(b)) {
        if (Number.isNaN(a) !== Number.isNaN(b)) nans++
        continue
      }
      rows++
      const d = Math.abs(a - b)
      if (d > worst) {
        worst = d
        at = i
      }
      const rel = d === 0 ? 0 : d / Math.abs(b)
      if (rel > worstRel) worstRel = rel
    }
    lines.push(
      `${feature}.${output} rows ${rows} nan-mismatch ${nans} worst/largest ${(worst / largest).toExponential(1)} at ${at} rel ${worstRel.toExponential(1)}`,
    )
  }
  return lines
}
