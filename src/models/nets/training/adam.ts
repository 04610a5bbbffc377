import type { AdamStep } from '../kernel/registered/adam.ts'
import type { Kit } from '../kit/kit.ts'
import type { Tensor, Variable } from '../kit/tensorflow.ts'
import { copyOf, putBack, type WeightValues } from '../weights.ts'
import { zerosLike } from './moments.ts'
import type { Recipe } from './recipe.ts'

/** Where an optimiser stands: plain data. */
export interface OptimiserState {
  readonly steps: number
  /** First and second moments by the names of the weights. */
  readonly first: ReadonlyMap<string, WeightValues>
  readonly second: ReadonlyMap<string, WeightValues>
}

export interface StepOptions {
  readonly learningRate: number
  /** Absent: the options'. */
  readonly beta1?: number
  /** What gradients are multiplied by; absent: 1. */
  readonly scale?: number
}

export interface Optimiser {
  /**
   * Moves the weights that have a gradient. With kernels their numbers change where they lie: a tensor that shares
   * them (a clone of the variable) changes too, so whoever keeps weights copies the numbers.
   */
  step(gradients: ReadonlyMap<string, Tensor>, options: StepOptions): void
  state(): OptimiserState
  restore(state: OptimiserState): void
  dispose(): void
}

/** A weight and what moves it. */
interface Moved extends Record<string, Tensor> {
  readonly weight: Variable
  readonly gradient: Tensor
  readonly mean: Variable
  readonly square: Variable
}

/**
 * Adam (Kingma & Ba 2015) and AdamW (Loshchilov & Hutter 2019) as PyTorch computes them, g being the gradient:
 *
 *   adam:  g ← g + decay · w           adamw:  w ← w − rate · decay · w
 *   m ← m + (1 − β₁)(g − m)            v ← β₂ · v + (1 − β₂) g²
 *   w ← w − rate / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
 *
 * Rate and β₁ may be others at every step; the corrections are those of the present β₁.
 */
export function createOptimiser(
  kit: Kit,
  weights: ReadonlyMap<string, Variable>,
  options: Recipe['optimiser'],
): Optimiser {
  const { tf, hasKernels } = kit
  const [first, second] = [zerosLike(kit, weights), zerosLike(kit, weights)]
  const move = hasKernels
    ? (moved: Moved, step: AdamStep) => tf.engine().runKernel('QtAdam', moved, { ...step })
    : (moved: Moved, step: AdamStep) => tf.tidy(() => composedStep(kit, moved, step))
  let steps = 0
  return {
    step(gradients, change) {
      const numbers = numbersOf(options, change, ++steps)
      for (const [name, gradient] of gradients) {
        const [weight, mean, square] = [weights.get(name)!, first.get(name)!, second.get(name)!]
        move({ weight, gradient, mean, square }, numbers)
      }
    },
    state: () => ({ steps, first: copyOf(first), second: copyOf(second) }),
    restore(state) {
      steps = state.steps
      putBack(kit, first, state.first)
      putBack(kit, second, state.second)
    },
    dispose: () => tf.dispose([...first.values(), ...second.values()]),
  }
}

/** The numbers of step t, counted from 1. */
function numbersOf(
  { kind, beta1: usual, beta2, epsilon, weightDecay }: Recipe['optimiser'],
  { learningRate, beta1 = usual, scale = 1 }: StepOptions,
  t: number,
): AdamStep {
  return {
    scale,
    coupled: kind === 'adam' ? weightDecay : 0,
    shrink: kind === 'adamw' ? 1 - learningRate * weightDecay : 1,
    beta1,
    beta2,
    stepSize: learningRate / (1 - beta1 ** t),
    correction: Math.sqrt(1 - beta2 ** t),
    epsilon,
  }
}

/** What the kernel does, of plain operations. */
function composedStep({ tf }: Kit, { weight, gradient, mean, square }: Moved, step: AdamStep): void {
  const g = tf.add(tf.mul(gradient, step.scale), tf.mul(weight, step.coupled))
  mean.assign(tf.add(mean, tf.mul(tf.sub(g, mean), 1 - step.beta1)))
  square.assign(tf.add(tf.mul(square, step.beta2), tf.mul(tf.square(g), 1 - step.beta2)))
  const spread = tf.add(tf.div(tf.sqrt(square), step.correction), step.epsilon)
  weight.assign(tf.sub(tf.mul(weight, step.shrink), tf.mul(tf.div(mean, spread), step.stepSize)))
}
