import { checkInput } from '../check-input.ts'
import { outputsOf } from '../heads/head.ts'
import { Initialiser, type LinearWeights } from '../initialiser.ts'
import type { Kit } from '../kit/kit.ts'
import type { Tensor, Tensor2D, Tensor3D, Variable } from '../kit/tensorflow.ts'
import { drawMask, dropout } from '../layers/dropout.ts'
import { linear } from '../layers/linear.ts'
import type { Mode, Net, NetInput } from '../net.ts'
import { type Affine, applyAffine, createAffine, undoAffine } from './affine.ts'
import { checkPatchtst, type PatchtstConfig, patchesOf } from './config.ts'
import { createEncoderLayer, type Encoded, type EncoderLayer, runEncoderLayer } from './encoder-layer.ts'
import { patchesFrom } from './patches.ts'

interface Parts {
  readonly affine: Affine | undefined
  readonly embedding: LinearWeights
  /** Where a token stands. [tokens, width] */
  readonly position: Variable
  readonly encoder: readonly EncoderLayer[]
  /** Its columns run over the tokens first, then their width: the reference's permuted (see `fromReference`). */
  readonly head: LinearWeights
}

/** First positions are uniform in ±. */
const POSITION_BOUND = 0.02

/**
 * PatchTST (Nie et al. 2023), the official supervised model: every channel by itself, with the same weights, is cut
 * into patches; a patch is a token; a transformer encoder with residual attention reads them; one linear layer says
 * the forecast from all tokens of the channel (class head: of all channels).
 *
 * RevIN's statistics are the scaling of the windows (`standard`); its affine weights are here.
 *
 * @throws QtError `usage` when the configuration cannot be
 */
export function createPatchtst(kit: Kit, config: PatchtstConfig, seed: number): Net {
  checkPatchtst(config)
  const weights = new Initialiser(kit, seed)
  const parts = createParts(weights, config)
  const { inputLength, horizon, head } = config
  return {
    kind: 'patchtst',
    config,
    inputLength,
    horizon,
    head,
    weights,
    forward: (runKit, input, mode) => forward(runKit, config, parts, input, mode),
  }
}

function createParts(initial: Initialiser, config: PatchtstConfig): Parts {
  const { patchLength, width, layers, channels = 1, horizon, head } = config
  const flat = patchesOf(config) * width
  const isClassifier = head.kind === 'classes'
  return {
    affine: config.affine ? createAffine(initial, channels) : undefined,
    embedding: initial.linear('backbone.W_P', patchLength, width),
    position: initial.uniform('backbone.W_pos', [patchesOf(config), width], POSITION_BOUND),
    encoder: Array.from({ length: layers }, (_, i) => createEncoderLayer(initial, config, i)),
    head: initial.linear(
      'head.linear',
      isClassifier ? channels * flat : flat,
      isClassifier ? head.count : horizon * outputsOf(head),
    ),
  }
}

function forward(kit: Kit, config: PatchtstConfig, parts: Parts, input: NetInput, mode: Mode): Tensor {
  checkInput(config, input)
  const { tf } = kit
  const tokens = encoded(kit, config, parts, embedded(kit, config, parts, input.history, mode), mode)
  const { weight, bias } = parts.head
  const features: Tensor2D = tf.reshape(tokens, [-1, weight.shape[1]!])
  const said = linear(kit, dropout(kit, features, drawMask(mode, config.headDropout)), weight, bias)
  if (config.head.kind === 'classes') return said
  const steps = tf.reshape(said, [-1, config.horizon, outputsOf(config.head)]) as Tensor3D
  return parts.affine ? undoAffine(kit, steps, parts.affine) : steps
}

/** [rows, inputLength] → [rows · tokens, width] */
function embedded(
  kit: Kit,
  config: PatchtstConfig,
  { affine, embedding, position }: Parts,
  windows: Tensor2D,
  mode: Mode,
): Tensor2D {
  const { tf } = kit
  const cut = patchesFrom(kit, windows, config)
  const patches: Tensor2D = tf.reshape(affine ? applyAffine(kit, cut, affine) : cut, [-1, config.patchLength])
  const content = linear(kit, patches, embedding.weight, embedding.bias)
  const [tokens, width] = position.shape as [number, number]
  const placed = tf.add(tf.reshape(content, [-1, tokens * width]), tf.reshape(position, [tokens * width]))
  return dropout(kit, tf.reshape(placed, content.shape), drawMask(mode, config.dropout))
}

function encoded(
  kit: Kit,
  config: PatchtstConfig,
  { encoder }: Parts,
  tokens: Tensor2D,
  mode: Mode,
): Tensor2D {
  const shape = { tokens: patchesOf(config), heads: config.heads }
  let state: Encoded = { tokens }
  for (const [i, layer] of encoder.entries()) {
    const own = { ...shape, isLast: i === encoder.length - 1 }
    state = kit.tf.tidy(() => runEncoderLayer(kit, layer, own, state, mode)) // lets go of what is inside a layer
  }
  return state.tokens
}
