import { definitions } from '../../../src/features/feature-catalogue.ts'
import type { FeatureInputs } from '../../../src/features/inputs.ts'
import type { PeerTiming } from '../bench.ts'
import { alternate } from './alternate.ts'
import { runPlan, specsOf } from './catalogue.ts'
import type { Peer } from './peer.ts'
import { median } from './spread.ts'
import { definitionOf } from './talib.ts'

/** It takes some runs until each of a hundred small loops is compiled for good. */
const WARM_UPS = 6

type FeatureSeconds = Readonly<Record<string, number>>

/** The indicators that both have, one after the other; ours and theirs in turn. */
export async function compareTimes(
  peer: Peer | string,
  inputs: FeatureInputs,
  runs: number,
): Promise<PeerTiming> {
  if (typeof peer === 'string') return { name: 'TA-Lib', work: '', missing: peer, ours: [], theirs: [] }
  const names = Object.keys(await talibSeconds(peer))
  const ours = () => names.reduce((sum, name) => sum + featureSeconds(name, inputs), 0)
  const theirs = () => peer.seconds('run')
  const seconds = await alternate({ ours, theirs }, runs, WARM_UPS)
  return {
    name: peer.version,
    work: `the ${names.length} indicators that both have, one at a time`,
    figures: { talibRatio: median(seconds.ours) / median(seconds.theirs) },
    ...seconds,
  }
}

/** Nanoseconds a row of every feature, slowest first, with TA-Lib's where it has the same. */
export async function detailOf(inputs: FeatureInputs, peer: Peer | string): Promise<string[]> {
  const theirs = typeof peer === 'string' ? {} : await talibSeconds(peer)
  const ours: [name: string, seconds: number][] = []
  for (const { name } of definitions) {
    const { run } = await alternate({ run: () => featureSeconds(name, inputs) }, 5, WARM_UPS)
    ours.push([name, median(run)])
  }
  const ns = (seconds: number | undefined) =>
    seconds === undefined ? '' : ((seconds * 1e9) / inputs.rows).toFixed(2).padStart(9)
  return [
    `${'feature'.padEnd(30)}${'ns/row'.padStart(9)}   TA-Lib`,
    ...ours
      .sort(([, a], [, b]) => b - a)
      .map(([name, seconds]) => `${name.padEnd(30)}${ns(seconds)}${ns(theirs[name])}`),
  ]
}

function featureSeconds(name: string, inputs: FeatureInputs): number {
  const begin = performance.now()
  runPlan(specsOf(definitionOf(name)), inputs)
  return (performance.now() - begin) / 1000
}

async function talibSeconds(peer: Peer): Promise<FeatureSeconds> {
  return (await peer.ask('run')).features as FeatureSeconds
}
