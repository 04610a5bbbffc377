import { checkInput } from '../check-input.ts'
import { meanOverChannels } from '../heads/class-logits.ts'
import { outputsOf } from '../heads/head.ts'
import { Initialiser, type LinearWeights } from '../initialiser.ts'
import type { Kit } from '../kit/kit.ts'
import type { Tensor, Tensor2D } from '../kit/tensorflow.ts'
import { linear } from '../layers/linear.ts'
import { matMul } from '../layers/mat-mul.ts'
import type { Net, NetInput } from '../net.ts'
import { checkDlinear, type DlinearConfig } from './dlinear-config.ts'
import { movingAverageMatrix } from './moving-average.ts'

interface Parts {
  readonly seasonal: LinearWeights
  readonly trend: LinearWeights
  /** [inputLength, inputLength] */
  readonly average: Float32Array
}

/**
 * DLinear (Zeng et al. 2023): the window is split into its moving average, the trend, and the rest, the season; a
 * linear layer forecasts each, shared by all channels, and the forecasts add up. Logits of a class head are averaged
 * over the channels of a sample.
 *
 * @throws QtError `usage` when the configuration cannot be
 */
export function createDlinear(kit: Kit, config: DlinearConfig, seed: number): Net {
  checkDlinear(config)
  const { inputLength, horizon, head, span } = config
  const weights = new Initialiser(kit, seed)
  const outputs = head.kind === 'classes' ? head.count : horizon * outputsOf(head)
  const parts = {
    seasonal: weights.linear('linear_season', inputLength, outputs),
    trend: weights.linear('linear_trend', inputLength, outputs),
    average: movingAverageMatrix(inputLength, span),
  }
  return {
    kind: 'dlinear',
    config,
    inputLength,
    horizon,
    head,
    weights,
    forward: (runKit, input) => forward(runKit, config, parts, input),
  }
}

function forward(
  kit: Kit,
  config: DlinearConfig,
  { seasonal, trend, average }: Parts,
  input: NetInput,
): Tensor {
  checkInput(config, input)
  const { tf } = kit
  const { history } = input
  const { head, horizon } = config
  const length = history.shape[1]
  const level: Tensor2D = matMul(kit, history, tf.tensor2d(average, [length, length]))
  const season = tf.sub<Tensor2D>(history, level)
  const said = tf.add<Tensor2D>(
    linear(kit, season, seasonal.weight, seasonal.bias),
    linear(kit, level, trend.weight, trend.bias),
  )
  if (head.kind === 'classes') return meanOverChannels(kit, said, input)
  return tf.reshape(said, [-1, horizon, outputsOf(head)])
}
