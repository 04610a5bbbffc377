import { outputsOf } from '../heads/head.ts'
import type { Initialiser, LinearWeights } from '../initialiser.ts'
import type { Kit } from '../kit/kit.ts'
import type { Tensor2D } from '../kit/tensorflow.ts'
import { drawMask, dropout } from '../layers/dropout.ts'
import { linear } from '../layers/linear.ts'
import type { Mode } from '../net.ts'
import type { NhitsConfig } from './config.ts'
import { covariateWidth } from './covariates.ts'
import { knotsOf } from './interpolation.ts'

interface HiddenLayer extends LinearWeights {
  readonly isActivated: boolean
}

/** One block: what of the window it explains, and the numbers its forecast is made of. */
export interface Block {
  readonly hidden: readonly HiddenLayer[]
  readonly output: LinearWeights
  readonly backcastSize: number
  readonly dropout: number
}

/** θ of a block, apart. */
export interface Theta {
  /** The part of the residual that the block explains; not computed for the last block, where nobody reads it. */
  readonly backcast: Tensor2D | undefined
  /** Knots of each output, output major; logits with a class head. [rows, outputs · knots] */
  readonly knots: Tensor2D
}

/** Makes the weights of one block, named by their place in the reference's `nn.Sequential`. */
export function createBlock(initial: Initialiser, config: NhitsConfig, stack: number, index: number): Block {
  const { inputLength, widths } = config
  const size = config.pools[stack]!
  const places = layerPlaces(config)
  const inputs = Math.ceil(inputLength / size) + covariateWidth(config, size)
  const layer = (i: number, outputs: number) =>
    initial.linear(`blocks.${index}.layers.${places[i]}`, widths[i - 1] ?? inputs, outputs)
  return {
    hidden: widths.map((width, i) => ({ ...layer(i, width), isActivated: isActivated(config, i) })),
    output: layer(widths.length, inputLength + forecastSize(config, stack)),
    backcastSize: inputLength,
    dropout: config.dropout,
  }
}

/** Numbers a block's forecast is made of. */
function forecastSize({ head, horizon, frequencies }: NhitsConfig, stack: number): number {
  return outputsOf(head) * (head.kind === 'classes' ? 1 : knotsOf(horizon, frequencies[stack]!))
}

function isActivated({ block }: NhitsConfig, layer: number): boolean {
  return block === 'paper' || layer > 0
}

/** Places of the linear layers among all layers of the reference's block: activations and dropouts count too. */
function layerPlaces(config: NhitsConfig): number[] {
  const after = (layer: number) => (isActivated(config, layer) ? (config.dropout > 0 ? 3 : 2) : 1)
  const places = [0]
  for (let layer = 0; layer < config.widths.length; layer++) places.push(places[layer]! + after(layer))
  return places
}

/**
 * @param x pooled window and covariates. [rows, inputs]
 * @param isLast whether the backcast is left out
 */
export function runBlock(kit: Kit, block: Block, x: Tensor2D, mode: Mode, isLast: boolean): Theta {
  const hidden = runHidden(kit, block, x, mode)
  const { weight, bias } = block.output
  const { tf } = kit
  const size = block.backcastSize
  if (isLast) {
    const knots = linear(kit, hidden, tf.slice(weight, [size, 0]), tf.slice(bias, [size]))
    return { backcast: undefined, knots }
  }
  const theta = linear(kit, hidden, weight, bias)
  const rows = theta.shape[0]
  return { backcast: tf.slice(theta, [0, 0], [rows, size]), knots: tf.slice(theta, [0, size]) }
}

function runHidden(kit: Kit, block: Block, x: Tensor2D, mode: Mode): Tensor2D {
  let hidden = x
  for (const { weight, bias, isActivated } of block.hidden) {
    hidden = linear(kit, hidden, weight, bias, isActivated ? 'relu' : 'none')
    if (isActivated) hidden = dropout(kit, hidden, drawMask(mode, block.dropout))
  }
  return hidden
}
