import type { Scaling } from '../windows/scaling.ts'

/** How the distance between forecast and truth is measured. */
export type Loss =
  | { readonly kind: 'mse' }
  | { readonly kind: 'mae' }
  /** Half a square up to delta, linear beyond (PyTorch's HuberLoss). */
  | { readonly kind: 'huber'; readonly delta: number }
  /** Mean over the head's levels of max(τe, (τ − 1)e). */
  | { readonly kind: 'pinball' }
  /** Of the class head's logits, weighted by the windows' weights. */
  | { readonly kind: 'cross-entropy' }

/** The learning rate over the steps of a run. */
export type Schedule =
  | { readonly kind: 'constant' }
  /** Rising evenly over the first `steps`, constant from then on. */
  | { readonly kind: 'warm-up'; readonly steps: number }
  /** Halved `times` times, evenly over the run. */
  | { readonly kind: 'halving'; readonly times: number }
  /**
   * PatchTST's `type3`: constant for four passes over the data, then × 0.9 a pass. `firstPass` is the share of the
   * rate in the first one; absent: 1. The published runs had 1/25 there, left behind by a scheduler they did not use.
   */
  | { readonly kind: 'type3'; readonly firstPass?: number }
  /** Smith & Topin's one cycle, cosine (PyTorch's OneCycleLR): up over `rise` of the run, then down to nothing. */
  | { readonly kind: 'one-cycle'; readonly rise: number; readonly cycleMomentum: boolean }

/** How a net is trained. */
export interface Recipe {
  /** Windows a step; gradients are of the mean loss over all of them. */
  readonly batch: number
  /** Windows that go through the net at a time; their gradients add up. Batch statistics are those of these windows. */
  readonly microBatch: number
  /** Steps at most. */
  readonly steps: number
  readonly learningRate: number
  readonly schedule: Schedule
  readonly optimiser: {
    readonly kind: 'adam' | 'adamw'
    readonly beta1: number
    readonly beta2: number
    readonly epsilon: number
    readonly weightDecay: number
  }
  readonly loss: Loss
  /** Whether the loss is of scaled windows (each counts the same) or of the series' own units. */
  readonly lossScale: 'scaled' | 'original'
  readonly scaling: Scaling
  /** What validation is measured by, in the loss's scale; absent: the loss itself. */
  readonly judge?: Loss
  /**
   * Decay of the exponential mean of the weights over the steps, 0 … 1: validation looks at the mean, and the net ends
   * with it. Absent: the weights themselves.
   */
  readonly averaging?: number
  /** Largest global norm of a gradient; absent: any. */
  readonly clipNorm?: number
  /** Steps between evaluations. */
  readonly evaluateEvery: number
  /** Evaluations without improvement before training stops. */
  readonly patience: number
}
