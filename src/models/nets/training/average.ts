import type { Kit } from '../kit/kit.ts'
import type { Variable } from '../kit/tensorflow.ts'
import type { Net } from '../net.ts'
import { copyOf, loadWeights, putBack, variablesOf, type WeightValues, weightsOf } from '../weights.ts'
import { zerosLike } from './moments.ts'

export interface AverageState {
  readonly steps: number
  readonly values: ReadonlyMap<string, WeightValues>
}

/**
 * The exponential mean of a net's weights over the steps of a run, running statistics included: a ← d·a + (1 − d)·w
 * with d = min(decay, (1 + t) / (10 + t)), t counted from 0 (TensorFlow's ExponentialMovingAverage; Polyak & Juditsky 1992
 * for why the mean of the road is better than its end). The first means follow closely, so that the start is forgotten.
 */
export class WeightAverage {
  private readonly kit: Kit
  private readonly net: Net
  private readonly decay: number
  private readonly means: ReadonlyMap<string, Variable>
  private steps = 0

  constructor(kit: Kit, net: Net, decay: number, state?: AverageState) {
    this.kit = kit
    this.net = net
    this.decay = decay
    this.means = zerosLike(kit, variablesOf(net))
    putBack(kit, this.means, state?.values ?? weightsOf(net))
    this.steps = state?.steps ?? 0
  }

  /** After each step. */
  follow(): void {
    const { tf } = this.kit
    const share = 1 - Math.min(this.decay, (1 + this.steps) / (10 + this.steps))
    this.steps++
    tf.tidy(() => {
      for (const [name, weight] of variablesOf(this.net)) {
        const mean = this.means.get(name)!
        mean.assign(tf.add(mean, tf.mul(tf.sub(weight, mean), share)))
      }
    })
  }

  /** What `measure` says while the net has the mean weights. */
  during<T>(measure: () => T): T {
    const present = weightsOf(this.net)
    loadWeights(this.kit, this.net, copyOf(this.means))
    try {
      return measure()
    } finally {
      loadWeights(this.kit, this.net, present)
    }
  }

  state(): AverageState {
    return { steps: this.steps, values: copyOf(this.means) }
  }

  dispose(): void {
    this.kit.tf.dispose([...this.means.values()])
  }
}
