import { clockOf } from '../../../src/features/clock.ts'
import { type FeatureDefinition, type FeatureSpec, makeSpec } from '../../../src/features/definition.ts'
import { definitions } from '../../../src/features/feature-catalogue.ts'
import { onTimeframe } from '../../../src/features/higher-timeframe.ts'
import { sma } from '../../../src/features/sma.ts'

/** Every output of every feature of the catalogue. */
export function allSpecs(): FeatureSpec[] {
  return definitions.flatMap((definition) => outputsOf(definition, {}))
}

/** The same with short windows, so that a few hundred rows hold many of them. */
export function shortSpecs(): FeatureSpec[] {
  return definitions.flatMap((definition) => outputsOf(definition, shortParams(definition)))
}

/** Features of a feature that is still warming up in its first rows. */
export function nestedSpecs(): FeatureSpec[] {
  return definitions
    .filter(({ sources, clock }) => sources > 0 && clock === 'bar')
    .flatMap((definition) => outputsOf(definition, { ...shortParams(definition), of: sma({ period: 7 }) }))
}

/** Features of the bar clock on four-hour bars. */
export function higherSpecs(): FeatureSpec[] {
  return shortSpecs()
    .filter((spec) => clockOf(spec) === 'bar')
    .map((spec) => onTimeframe('4h', spec))
}

export function everySpec(): FeatureSpec[] {
  return [...allSpecs(), ...shortSpecs(), ...nestedSpecs(), ...higherSpecs()]
}

function outputsOf(definition: FeatureDefinition, options: Record<string, unknown>): FeatureSpec[] {
  return definition.outputs.map((output) => makeSpec(definition, { ...options, output }))
}

function shortParams(definition: FeatureDefinition): Record<string, number> {
  const windows = Object.entries(definition.params).filter(
    ([, { unit }]) => unit === 'bars' || unit === 'settlements',
  )
  return Object.fromEntries(
    windows.map(([name, param]) => [name, Math.max(param.min, Math.ceil(param.default / 5))]),
  )
}
