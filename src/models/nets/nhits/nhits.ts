import { checkInput } from '../check-input.ts'
import { meanOverChannels } from '../heads/class-logits.ts'
import { outputsOf } from '../heads/head.ts'
import { Initialiser } from '../initialiser.ts'
import type { Kit } from '../kit/kit.ts'
import type { Tensor, Tensor2D, Tensor3D } from '../kit/tensorflow.ts'
import { matMul } from '../layers/mat-mul.ts'
import { pool } from '../layers/pool.ts'
import type { Mode, Net, NetInput } from '../net.ts'
import { type Block, createBlock, runBlock } from './block.ts'
import { checkNhits, type NhitsConfig } from './config.ts'
import { pooledCovariates } from './covariates.ts'
import { interpolationMatrix, knotsOf } from './interpolation.ts'
import { reversed } from './reversed.ts'

/** Blocks that read at one rate and forecast at one. */
interface Stack {
  readonly pool: number
  readonly blocks: readonly Block[]
  readonly knots: number
  /** [knots, horizon]; absent where every step has its knot */
  readonly interpolation: Float32Array | undefined
}

/**
 * N-HiTS (Challu et al. 2023): stacks of blocks, coarse to fine. A block reads the time-reversed residual of the
 * window, pooled; it says which part it explains (taken off the residual) and a few knots that are interpolated to
 * its share of the forecast. The forecast starts at the last value of the window and sums the shares.
 *
 * - quantile head: a set of knots for each level
 * - class head: a block says logits instead of knots; they sum up, and channels of a sample are averaged
 *
 * @throws QtError `usage` when the configuration cannot be
 */
export function createNhits(kit: Kit, config: NhitsConfig, seed: number): Net {
  checkNhits(config)
  const weights = new Initialiser(kit, seed)
  const stacks = createStacks(weights, config)
  const { inputLength, horizon, head } = config
  return {
    kind: 'nhits',
    config,
    inputLength,
    horizon,
    head,
    weights,
    forward: (runKit, input, mode) => forward(runKit, config, stacks, input, mode),
  }
}

function createStacks(initial: Initialiser, config: NhitsConfig): Stack[] {
  const { blocks, pools, frequencies, horizon, interpolation } = config
  let index = 0
  return blocks.map((count, stack) => {
    const knots = knotsOf(horizon, frequencies[stack]!)
    return {
      pool: pools[stack]!,
      blocks: Array.from({ length: count }, () => createBlock(initial, config, stack, index++)),
      knots,
      interpolation: knots === horizon ? undefined : interpolationMatrix(knots, horizon, interpolation),
    }
  })
}

function forward(
  kit: Kit,
  config: NhitsConfig,
  stacks: readonly Stack[],
  input: NetInput,
  mode: Mode,
): Tensor {
  checkInput(config, input)
  const { tf } = kit
  const last = stacks.at(-1)!.blocks.at(-1)!
  let residual = reversed(kit, input.history)
  let sum: Tensor2D | undefined
  for (const stack of stacks) {
    const covariates = pooledCovariates(kit, input, config, stack.pool)
    for (const block of stack.blocks) {
      const pooled = pool(kit, residual, stack.pool, config.pooling)
      const x = covariates.length > 0 ? tf.concat([pooled, ...covariates], 1) : pooled
      const { backcast, knots } = runBlock(kit, block, x, mode, block === last)
      if (backcast) residual = tf.sub(residual, backcast)
      const share = config.head.kind === 'classes' ? knots : interpolated(kit, knots, stack, config.horizon)
      sum = sum ? tf.add(sum, share) : share
    }
  }
  return config.head.kind === 'classes'
    ? meanOverChannels(kit, sum!, input)
    : levelled(kit, sum!, input.history, config)
}

/** [rows, outputs · knots] → [rows · outputs, horizon] */
function interpolated(kit: Kit, knots: Tensor2D, stack: Stack, horizon: number): Tensor2D {
  const { tf } = kit
  const sets: Tensor2D = tf.reshape(knots, [-1, stack.knots])
  if (!stack.interpolation) return sets
  return matMul(kit, sets, tf.tensor2d(stack.interpolation, [stack.knots, horizon]))
}

/** The last value of the window under each forecast: [rows · outputs, horizon] → [rows, horizon, outputs] */
function levelled({ tf }: Kit, sum: Tensor2D, history: Tensor2D, { horizon, head }: NhitsConfig): Tensor3D {
  const [rows, length] = history.shape
  const outputs = outputsOf(head)
  const byStep = outputs === 1 ? sum : tf.transpose(tf.reshape(sum, [rows, outputs, horizon]), [0, 2, 1])
  const level = tf.reshape(tf.slice(history, [0, length - 1], [rows, 1]), [rows, 1, 1])
  return tf.add(tf.reshape(byStep, [rows, horizon, outputs]), level)
}
