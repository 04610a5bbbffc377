import type { Kit } from './kit/kit.ts'
import type { Tensor, Tensor2D, Tensor3D, Variable } from './kit/tensorflow.ts'

/**
 * What a net reads: `samples` windows of `channels` series each, already scaled window by window. Rows run over the
 * channels first: row = sample · channels + channel.
 */
export interface NetInput {
  readonly samples: number
  readonly channels: number
  /** The series up to the origin, oldest first. [samples · channels, inputLength] */
  readonly history: Tensor2D
  /** Covariates known up to the origin. [samples, features, inputLength] */
  readonly past?: Tensor3D
  /** Covariates known beyond the origin, calendars for instance. [samples, features, inputLength + horizon] */
  readonly ahead?: Tensor3D
  /** Covariates that do not change with time. [samples, features] */
  readonly fixed?: Tensor2D
}

/** How a net is run. Training draws dropout masks by key and measures batch statistics. */
export type Mode =
  | { readonly training: false }
  | {
      readonly training: true
      /** The next 32-bit key of a dropout mask, from the run's seeded generator. */
      readonly nextKey: () => number
    }

/** The numbers of a net, by name. Names are those of the reference implementations. */
export interface Weights {
  /** Changed by the optimiser. */
  readonly trained: ReadonlyMap<string, Variable>
  /** Kept beside them and not trained: running statistics. */
  readonly kept: ReadonlyMap<string, Variable>
}

/**
 * What a net's last layer says.
 * - `point`: one number a step and channel
 * - `quantiles`: one number a step, channel and level; they may cross until `predictNet` puts them in order
 * - `classes`: one logit a class and sample (SELL, HOLD, BUY when there are three)
 */
export type Head =
  | { readonly kind: 'point' }
  | { readonly kind: 'quantiles'; readonly levels: readonly number[] }
  | { readonly kind: 'classes'; readonly count: number }

export type NetKind = 'nhits' | 'patchtst' | 'dlinear'

/** What the configuration of every architecture says. */
export interface NetConfig {
  /** Bars a window has. */
  readonly inputLength: number
  /** Steps ahead. */
  readonly horizon: number
  readonly head: Head
}

/** A net: weights, and the function they are the weights of. */
export interface Net extends NetConfig {
  readonly kind: NetKind
  /** All that its architecture can be told. */
  readonly config: NetConfig
  readonly weights: Weights
  /**
   * Point and quantile heads: [samples · channels, horizon, levels (1 for points)], in the scale of the input.
   * Class heads: logits [samples, classes].
   */
  forward(kit: Kit, input: NetInput, mode: Mode): Tensor
}

/** Bars of history before the first forecast: a whole window. */
export function warmupBars({ inputLength }: Pick<NetConfig, 'inputLength'>): number {
  return inputLength
}
