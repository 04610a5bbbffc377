import type { FeatureSources, Strategy } from '../../../src/authoring/strategy.ts'
import { PLAIN_RULES } from '../../../src/engine/rules.ts'
import type { BarInput } from '../../../src/features/definition.ts'
import type { MarketData } from '../../../src/market/market-data.ts'
import type { LeakCertificate } from '../../../src/research/leaks/certificate.ts'
import { leakCertificate } from '../../../src/research/leaks/leak-certificate.ts'
import {
  buy,
  column,
  type Decision,
  defineFeature,
  defineStrategy,
  type FeatureSpec,
  hold,
  type Kernel,
  sell,
} from '../../../src/strategy.ts'

/** Makes the strategy anew, with whatever it remembers. */
export type Maker = () => Strategy

type Row = Readonly<Record<string, number>>

const bySign = ({ x }: Row): Decision => (x! > 0 ? buy() : x! < 0 ? sell() : hold())

/** A strategy of these features; it goes with the sign of `x` unless told otherwise. */
export function withFeatures(features: () => FeatureSources, decide: (row: Row) => Decision = bySign): Maker {
  return () =>
    defineStrategy({
      name: 'subject',
      summary: 'For the corpus.',
      params: {},
      features,
      decide: decide as (row: Readonly<Record<string, number>>) => Decision,
    }) as unknown as Strategy
}

/** A strategy of one column, `x`, of the close alone. */
export function ofCloses(compute: (close: Float64Array) => Float64Array, decide = bySign): Maker {
  return withFeatures(
    () => ({ x: column({ name: 'x', inputs: ['close'], compute: (c) => compute(c.close) }) }),
    decide,
  )
}

/** A strategy of one column, `x`, of any columns of the data. */
export function ofColumns<K extends BarInput>(
  inputs: readonly K[],
  compute: (columns: Readonly<Record<K, Float64Array>>) => Float64Array,
  decide = bySign,
): Maker {
  return withFeatures(() => ({ x: column({ name: 'x', inputs, compute }) }), decide)
}

/** A streaming feature of the close; `clock` and inputs as it likes. */
export function streaming(
  kernel: () => Kernel,
  options: {
    readonly inputs?: readonly (BarInput | 'settlementRate')[]
    readonly clock?: 'bar' | 'funding'
  } = {},
): FeatureSpec {
  const { inputs = ['close'], clock = 'bar' } = options
  return defineFeature({
    name: 'own',
    group: 'trend',
    summary: 'For the corpus.',
    clock,
    inputs,
    sources: 0,
    params: {},
    outputs: ['value'],
    memory: 'infinite',
    lookback: () => 0,
    kernel,
  })()
}

/** What the certificate says of it, each run with the strategy made anew. */
export function certify(make: Maker, data: MarketData): LeakCertificate {
  return leakCertificate({ data, strategy: make(), fresh: make, params: {}, rules: PLAIN_RULES })
}

export const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length

/** Change of the close from the bar before. */
export const returns = (close: Float64Array) =>
  close.map((value, i) => (i === 0 ? Number.NaN : value / close[i - 1]! - 1))

/** Of the last `window` values, its own included. */
export function rolling(
  values: Float64Array,
  window: number,
  figure: (part: Float64Array) => number,
): Float64Array {
  return values.map((_, i) => (i + 1 < window ? Number.NaN : figure(values.subarray(i + 1 - window, i + 1))))
}
