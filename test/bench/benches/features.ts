import { Digest } from '../../../src/core/hash.ts'
import { definitions } from '../../../src/features/feature-catalogue.ts'
import { type FeatureInputs, featureInputs } from '../../../src/features/inputs.ts'
import type { Bench, BenchContext, PeerTiming } from '../bench.ts'
import { alternate, timed } from '../support/alternate.ts'
import { allSpecs, catalogueMarket, runPlan, specsOf } from '../support/catalogue.ts'
import { Only } from '../support/only.ts'
import { Peer } from '../support/peer.ts'
import { median } from '../support/spread.ts'
import { compareValues, definitionOf, startTalib } from '../support/talib.ts'

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
  const ends = Array.from({ length: blocks.length / specs.length }, (_, k) => Math.min((k + 1) * 4096, STREAMED))
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

interface Comparison {
  readonly timing: PeerTiming
  /** Median seconds per feature. */
  readonly ours: ReadonlyMap<string, number>
  readonly theirs: ReadonlyMap<string, number>
}

/** The indicators that both have, one after the other, ours and theirs in turn. */
async function compareTimes(peer: Peer, inputs: FeatureInputs, runs: number): Promise<Comparison> {
  const first = (await peer.ask('run')) as { features: Record<string, number> }
  const names = Object.keys(first.features)
  const ours = new Map(names.map((name) => [name, [] as number[]]))
  const theirs = new Map(names.map((name) => [name, [] as number[]]))
  const runOurs = () => {
    const seconds = names.map((name) => {
      const begin = performance.now()
      runPlan(specsOf(definitionOf(name)), inputs)
      return (performance.now() - begin) / 1000
    })
    names.forEach((name, k) => void ours.get(name)!.push(seconds[k]!))
    return seconds.reduce((sum, value) => sum + value)
  }
  const runTheirs = async () => {
    const { seconds, features } = (await peer.ask('run')) as { seconds: number; features: Record<string, number> }
    for (const name of names) theirs.get(name)!.push(features[name]!)
    return seconds
  }
  const totals = await alternate({ ours: runOurs, theirs: runTheirs }, runs)
  const work = `the ${names.length} indicators that both have, one at a time`
  const medians = (samples: typeof ours) => new Map([...samples].map(([name, all]) => [name, median(all.slice(1))]))
  return {
    timing: { name: peer.version, work, ours: totals.ours, theirs: totals.theirs },
    ours: medians(ours),
    theirs: medians(theirs),
  }
}

/** Nanoseconds a row of every feature, slowest first. */
async function detailOf(inputs: FeatureInputs, comparison: Comparison | undefined): Promise<string[]> {
  const rows: [string, number][] = []
  for (const definition of definitions) {
    const run = timed(() => runPlan(specsOf(definition), inputs), () => {})
    rows.push([definition.name, median((await alternate({ run }, 3)).run)])
  }
  const ns = (seconds: number | undefined) =>
    seconds === undefined ? '' : ((seconds * 1e9) / ROWS).toFixed(2).padStart(8)
  rows.sort(([, a], [, b]) => b - a)
  const header = `${'feature'.padEnd(30)}${'ns/row'.padStart(8)}  TA-Lib`
  return [
    header,
    ...rows.map(([name, seconds]) => `${name.padEnd(30)}${ns(seconds)}${ns(comparison?.theirs.get(name))}`),
  ]
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
  async measure(context: BenchContext) {
    const data = catalogueMarket(ROWS)
    const specs = allSpecs()
    const prints = new Only()
    const consume = (samples: Float64Array) => prints.take(printOf(samples))
    const whole = timed(() => runPlan(specs, featureInputs(data, 1)), consume)
    const { seconds } = await alternate({ seconds: whole }, context.runs)
    const inputs = featureInputs(data, 1)
    const peer = await startTalib(context.folder, inputs)
    const comparison = typeof peer === 'string' ? undefined : await compareTimes(peer, inputs, context.runs)
    if (peer instanceof Peer) peer.close()
    const timing = comparison?.timing ?? { name: 'TA-Lib', work: '', missing: String(peer), ours: [], theirs: [] }
    return {
      fingerprint: prints.value,
      units: ROWS,
      seconds,
      peers: [timing],
      figures: {
        columns: specs.length,
        ...(comparison ? { talibRatio: median(timing.ours) / median(timing.theirs) } : {}),
      },
      detail: context.isDetailed ? await detailOf(inputs, comparison) : [],
    }
  },
}

export default bench
