import type { FeatureDefinition } from '../../../src/features/definition.ts'
import { defaultParams, definitions } from '../../../src/features/feature-catalogue.ts'

/** Columns by the names of the features' inputs; row indices need not be among them. */
export type Columns = Readonly<Record<string, readonly number[]>>

export function definitionOf(feature: string): FeatureDefinition {
  const definition = definitions.find(({ name }) => name === feature)
  if (!definition) throw new Error(`the catalogue has no feature ${feature}`)
  return definition
}

/** All outputs of a feature of the catalogue over hand-made columns, by their names. */
export function compute(
  feature: string,
  params: Readonly<Record<string, number>>,
  columns: Columns,
): Record<string, Float64Array> {
  const definition = definitionOf(feature)
  const rows = Math.max(...Object.values(columns).map(({ length }) => length))
  const firstIndex = 479_003 // no multiple of any window, so that the first anchor comes early
  const column = (name: string): Float64Array =>
    name === 'barIndex'
      ? Float64Array.from({ length: rows }, (_, i) => firstIndex + i)
      : Float64Array.from(columns[name]!)
  const outputs = definition.outputs.map(() => new Float64Array(rows))
  const kernel = definition.kernel({ ...defaultParams(definition), ...params })
  kernel.run(definition.inputs.map(column), outputs, 0, rows)
  return Object.fromEntries(definition.outputs.map((name, k) => [name, outputs[k]!]))
}

/** The only output of a feature, as a plain array. */
export function valuesOf(
  feature: string,
  params: Readonly<Record<string, number>>,
  columns: Columns,
): number[] {
  return [...compute(feature, params, columns).value!]
}

/** Open, high, low and close of bars written as rows, with volume 1 unless given. */
export function barsOf(rows: readonly (readonly number[])[]): Record<string, number[]> {
  const column = (k: number) => rows.map((row) => row[k] ?? 1)
  return { open: column(0), high: column(1), low: column(2), close: column(3), volume: column(4) }
}
