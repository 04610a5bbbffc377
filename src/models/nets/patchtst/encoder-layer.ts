import type { Initialiser, LinearWeights } from '../initialiser.ts'
import type { Kit } from '../kit/kit.ts'
import type { Tensor2D, Tensor3D } from '../kit/tensorflow.ts'
import { type AttentionShape, attention } from '../layers/attention.ts'
import { drawMask, dropout } from '../layers/dropout.ts'
import { gelu } from '../layers/gelu.ts'
import { linear } from '../layers/linear.ts'
import { residual } from '../layers/residual.ts'
import type { Mode } from '../net.ts'
import type { PatchtstConfig } from './config.ts'
import { createNorm, type Norm, normalise } from './norm.ts'

/** One layer of the encoder: attention and a feed-forward part, each with a road around it and a norm behind it. */
export interface EncoderLayer {
  /** Queries, keys and values of all heads in one matrix: the reference's W_Q, W_K and W_V one below the other. */
  readonly qkv: LinearWeights
  readonly out: LinearWeights
  readonly attentionNorm: Norm
  readonly expand: LinearWeights
  readonly contract: LinearWeights
  readonly feedForwardNorm: Norm
  readonly dropout: number
}

/** Tokens, and the attention scores the next layer builds on. */
export type Encoded = {
  /** [rows · tokens, width] */
  readonly tokens: Tensor2D
  readonly scores?: Tensor3D | undefined
}

export function createEncoderLayer(
  initial: Initialiser,
  config: PatchtstConfig,
  index: number,
): EncoderLayer {
  const { width, feedForward, dropout } = config
  const name = `backbone.encoder.layers.${index}`
  return {
    qkv: initial.linear(`${name}.self_attn.W_QKV`, width, 3 * width),
    out: initial.linear(`${name}.self_attn.to_out.0`, width, width),
    attentionNorm: createNorm(initial, `${name}.norm_attn`, config),
    expand: initial.linear(`${name}.ff.0`, width, feedForward),
    contract: initial.linear(`${name}.ff.3`, feedForward, width),
    feedForwardNorm: createNorm(initial, `${name}.norm_ffn`, config),
    dropout,
  }
}

/** Post-norm: x ← norm(x + attention(x)), x ← norm(x + feedForward(x)). */
export function runEncoderLayer(
  kit: Kit,
  layer: EncoderLayer,
  shape: AttentionShape,
  { tokens, scores }: Encoded,
  mode: Mode,
): Encoded {
  const attended = attention(kit, linearOf(kit, tokens, layer.qkv), shape, scores)
  const mixed = dropout(kit, linearOf(kit, attended.output, layer.out), drawMask(mode, layer.dropout))
  const aware = normalise(kit, around(kit, tokens, mixed, layer, mode), layer.attentionNorm, mode)
  const wide = gelu(kit, linearOf(kit, aware, layer.expand), drawMask(mode, layer.dropout))
  const narrow = linearOf(kit, wide, layer.contract)
  const done = normalise(kit, around(kit, aware, narrow, layer, mode), layer.feedForwardNorm, mode)
  return { tokens: done, scores: attended.scores }
}

function linearOf(kit: Kit, x: Tensor2D, { weight, bias }: LinearWeights): Tensor2D {
  return linear(kit, x, weight, bias)
}

function around(kit: Kit, x: Tensor2D, y: Tensor2D, layer: EncoderLayer, mode: Mode): Tensor2D {
  return residual(kit, x, y, drawMask(mode, layer.dropout))
}
