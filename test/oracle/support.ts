import { readFileSync } from 'node:fs'
import type { FeatureDefinition } from '../../src/features/definition.ts'
import { defaultParams, definitions } from '../../src/features/feature-catalogue.ts'

/** One column of `make-talib-golden.py`: TA-Lib's answer without its warm-up. */
export interface GoldenCase {
  readonly series: string
  readonly feature: string
  /** Those that differ from our defaults. */
  readonly params: Readonly<Record<string, number>>
  readonly output: string
  /** Row of the first value. */
  readonly from: number
  readonly values: readonly number[]
}

/** Columns by the names of the features' inputs. */
export type Series = Readonly<Record<string, readonly number[]>>

interface Golden {
  readonly talib: string
  readonly series: Readonly<Record<string, Series>>
  readonly cases: readonly GoldenCase[]
}

const path = new URL('../golden/talib.json', import.meta.url)
export const golden: Golden = JSON.parse(readFileSync(path, 'utf8'))

export function definitionOf(feature: string): FeatureDefinition {
  const definition = definitions.find(({ name }) => name === feature)
  if (!definition) throw new Error(`the catalogue has no feature ${feature}`)
  return definition
}

/** All outputs of a feature over a series, by their names. */
export function compute(
  feature: string,
  params: Readonly<Record<string, number>>,
  series: Series,
): Record<string, Float64Array> {
  const definition = definitionOf(feature)
  const rows = series.close!.length
  const firstIndex = 479_003 // no multiple of any window, so that the first anchor comes early
  const column = (name: string): Float64Array =>
    name === 'barIndex'
      ? Float64Array.from({ length: rows }, (_, i) => firstIndex + i)
      : Float64Array.from(series[name]!)
  const outputs = definition.outputs.map(() => new Float64Array(rows))
  const kernel = definition.kernel({ ...defaultParams(definition), ...params })
  kernel.run(definition.inputs.map(column), outputs, 0, rows)
  return Object.fromEntries(definition.outputs.map((name, k) => [name, outputs[k]!]))
}

/** Rows where `ours` is further from `theirs` than the tolerance, in words. */
export function differences(
  ours: Float64Array,
  theirs: readonly number[],
  tolerance: { readonly share: number; readonly floor: number },
): string[] {
  const first = ours.length - theirs.length
  return theirs.flatMap((expected, k) => {
    const value = ours[first + k]!
    const allowed = Math.max(Math.abs(expected) * tolerance.share, tolerance.floor)
    return Math.abs(value - expected) <= allowed ? [] : [`row ${first + k}: ${value}, expected ${expected}`]
  })
}
