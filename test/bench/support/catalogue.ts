import { type FeatureDefinition, type FeatureSpec, makeSpec } from '../../../src/features/definition.ts'
import { definitions } from '../../../src/features/feature-catalogue.ts'
import type { FeatureInputs } from '../../../src/features/inputs.ts'
import { FeaturePlan } from '../../../src/features/plan.ts'
import { defaultInstrument } from '../../../src/market/defaults.ts'
import type { MarketData } from '../../../src/market/market-data.ts'
import { generateMarket } from '../../../src/market/synthetic/generate.ts'
import { START } from './walk.ts'

/** Two invented markets with every side series there is; features are computed for the second. */
export function catalogueMarket(rows: number): MarketData {
  const spec = { seed: 1, instruments: 2, bars: rows, timeframe: '1m', firstTime: START } as const
  const instruments = [...generateMarket(spec)].map(({ asset, ...series }) => {
    const { priceDecimals, volumeDecimals } = asset
    return { instrument: defaultInstrument(asset.id, { priceDecimals, volumeDecimals }), ...series }
  })
  return { name: 'synthetic', hash: '', isSynthetic: true, timeframe: '1m', instruments }
}

/** Every output of a feature, with its default parameters. */
export function specsOf(definition: FeatureDefinition): FeatureSpec[] {
  return definition.outputs.map((output) => makeSpec(definition, { output }))
}

export const allSpecs = (): FeatureSpec[] => definitions.flatMap(specsOf)

/** Runs specs over all rows in blocks and keeps a few values of every block, so that nothing is computed in vain. */
export function runPlan(specs: readonly FeatureSpec[], inputs: FeatureInputs, capacity = 4096): Float64Array {
  const plan = new FeaturePlan(specs, inputs, capacity)
  const samples: number[] = []
  for (let from = 0; from < inputs.rows; from += capacity) {
    const to = Math.min(from + capacity, inputs.rows)
    plan.run(from, to)
    for (const output of plan.outputs) samples.push(output[to - from - 1]!)
  }
  return Float64Array.from(samples)
}
