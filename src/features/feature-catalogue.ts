import * as catalogue from './catalogue.ts'
import { FEATURE_GROUPS, type FeatureDefinition, type FeatureGroup, type FeatureParam } from './definition.ts'

/** A feature as `features list` shows it. */
export interface CatalogueEntry {
  readonly name: string
  readonly group: FeatureGroup
  readonly summary: string
  readonly clock: 'bar' | 'funding'
  readonly inputs: readonly string[]
  /** How many leading inputs may be replaced by another source. */
  readonly sources: number
  readonly params: Readonly<Record<string, FeatureParam>>
  readonly outputs: readonly string[]
  readonly memory: 'window' | 'infinite'
  /** Rows before the first valid value, with default parameters. */
  readonly lookback: number
}

/** Every definition, group by group; the names of its own parameters and outputs forgotten. */
export const definitions: readonly FeatureDefinition[] = Object.values(catalogue)
  .map((feature) => feature.definition as unknown as FeatureDefinition)
  .sort((a, b) => FEATURE_GROUPS.indexOf(a.group) - FEATURE_GROUPS.indexOf(b.group))

/** The whole catalogue, group by group. */
export function featureCatalogue(): CatalogueEntry[] {
  return definitions.map((definition) => {
    const { name, group, summary, clock, inputs, sources, params, outputs, memory } = definition
    const lookback = definition.lookback(defaultParams(definition))
    return { name, group, summary, clock, inputs, sources, params, outputs, memory, lookback }
  })
}

export function defaultParams(definition: FeatureDefinition): Record<string, number> {
  return Object.fromEntries(Object.entries(definition.params).map(([name, param]) => [name, param.default]))
}
