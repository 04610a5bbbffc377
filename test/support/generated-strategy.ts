import type { FeatureSources, Strategy, StrategyRules } from '../../src/authoring/strategy.ts'
import type { Random } from '../../src/core/random.ts'
import { PLAIN_RULES } from '../../src/engine/rules.ts'
import * as catalogue from '../../src/features/catalogue.ts'
import type { FeatureDefinition, FeatureSpec } from '../../src/features/definition.ts'
import { makeSpec } from '../../src/features/definition.ts'
import { onTimeframe } from '../../src/features/higher-timeframe.ts'
import type { Action } from '../../src/market/decision.ts'

const DEFINITIONS = Object.values(catalogue).map(
  (feature) => feature.definition as unknown as FeatureDefinition,
)
const ACTIONS: readonly Action[] = ['buy', 'sell', 'close', 'closeLong', 'closeShort', 'hold']

/** A strategy of a seed: any features of the catalogue, any of their outputs, any reaction to their movement. */
export function generatedStrategy(random: Random): Strategy {
  const count = random.integer(1, 3)
  const specs = Array.from({ length: count }, () => anyFeature(random))
  const reactions = Array.from({ length: 4 }, () => ACTIONS[random.integer(0, ACTIONS.length - 1)]!)
  const scale = 1 + random.uniform()
  const names = specs.map((_, k) => `f${k}`)
  return {
    name: 'generated',
    summary: specs.map((spec) => spec.key).join('; '),
    params: {},
    features: () => Object.fromEntries(specs.map((spec, k) => [names[k]!, spec])) as FeatureSources,
    decide: (row) => {
      // The low bits of the value choose: any difference in any bit of any feature changes the trades.
      const sum = names.reduce((total, name) => total + (row[name] as number) * scale, 0)
      const digits = Math.floor(Math.abs(sum) * 1e7) % 40
      return { action: digits < 16 ? reactions[digits % 4]! : 'hold', confidence: 1 - digits / 50 }
    },
    rules: rulesOf(random),
  }
}

function anyFeature(random: Random): FeatureSpec {
  const definition = DEFINITIONS[random.integer(0, DEFINITIONS.length - 1)]!
  const params = Object.fromEntries(
    Object.entries(definition.params)
      .filter(([, param]) => param.isInteger !== false && param.default >= 5)
      .map(([name, param]) => [name, Math.max(param.min, random.integer(3, Math.min(30, param.max)))]),
  )
  const output = definition.outputs[random.integer(0, definition.outputs.length - 1)]!
  try {
    const spec = makeSpec(definition, { ...params, output })
    return definition.clock === 'bar' && random.uniform() < 0.15 ? onTimeframe('4h', spec) : spec
  } catch {
    return makeSpec(definition, { output }) // parameters that exclude each other: the defaults do not
  }
}

function rulesOf(random: Random): StrategyRules {
  const isGuarded = random.uniform() < 0.5
  return {
    leverage: random.integer(1, 20),
    exits: isGuarded
      ? {
          stopPct: 0.01 + 0.03 * random.uniform(),
          targetPct: 0.01 + 0.04 * random.uniform(),
          targetShare: 0.5,
          trailPct: 0.02,
        }
      : PLAIN_RULES.exits,
  }
}
