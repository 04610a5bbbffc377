import { Digest } from '../../../src/core/hash.ts'
import { type FeatureInputs, featureInputs } from '../../../src/features/inputs.ts'
import type { Bench } from '../bench.ts'
import { alternate, timed } from '../support/alternate.ts'
import { allSpecs, catalogueMarket, runPlan } from '../support/catalogue.ts'
import { Only } from '../support/only.ts'
import { compareValues, startTalib } from '../support/talib.ts'
import { compareTimes, detailOf } from '../support/talib-times.ts'

const ROWS = 1_000_000

/** Rows that are also computed one at a time, as they are live. */
const STREAMED = 50_000

const inputsOf = (rows: number): FeatureInputs => featureInputs(catalogueMarket(rows), 1)
const printOf = (samples: Float64Array) => new Digest().array(samples).hex()

/** Blocks of 4096 rows against one row at a time: the last rows of the blocks must be the same bits. */
function verifyStream(): string {
  const inputs = inputsOf(STREAMED)
  const specs = allSpecs()
  const blocks = runPlan(specs, inputs)
  const rows = runPlan(specs, inputs, 1)
  const ends = Array.from({ length: blocks.length / specs.length }, (_, k) =>
    Math.min((k + 1) * 4096, STREAMED),
  )
  const streamed = ends.flatMap((end) => [...rows.subarray((end - 1) * specs.length, end * specs.length)])
  if (printOf(Float64Array.from(streamed)) !== printOf(blocks))
    throw new Error('block by block differs from row by row')
  return `${specs.length} columns: block by block equals row by row (${STREAMED} rows, sampled at block ends)`
}

async function verifyTalib(folder: string, inputs: FeatureInputs): Promise<string> {
  const peer = await startTalib(folder, inputs)
  if (typeof peer === 'string') return `not compared with TA-Lib: ${peer}`
  const count = await compareValues(peer, folder, inputs)
  peer.close()
  return `${count} columns equal those of ${peer.version} to 1e-9 in all ${ROWS} rows`
}

const bench: Bench = {
  name: 'features',
  work: 'every output of every feature of the catalogue, default parameters, in blocks',
  unit: 'row',
  targets: [
    { figure: 'seconds', atMost: 2.5, text: '≤ 2.5 s' },
    { figure: 'talibRatio', atMost: 2, text: '≤ 2 × TA-Lib where both have the indicator' },
  ],
  async verify({ folder }) {
    const inputs = inputsOf(ROWS)
    const checks = [verifyStream(), await verifyTalib(folder, inputs)]
    return { checks, fingerprint: printOf(runPlan(allSpecs(), inputs)) }
  },
  async measure({ runs }) {
    const data = catalogueMarket(ROWS)
    const specs = allSpecs()
    const prints = new Only()
    const whole = timed(
      () => runPlan(specs, featureInputs(data, 1)),
      (samples) => prints.take(printOf(samples)),
    )
    const { seconds } = await alternate({ seconds: whole }, runs)
    return { fingerprint: prints.value, units: ROWS, seconds, figures: { columns: specs.length } }
  },
  async compare({ folder, runs, isDetailed }) {
    const inputs = inputsOf(ROWS)
    const peer = await startTalib(folder, inputs)
    const timing = await compareTimes(peer, inputs, runs)
    return [isDetailed ? { ...timing, detail: await detailOf(inputs, peer) } : timing]
  },
}

export default bench
