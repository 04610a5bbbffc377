import type { Kit } from '../kit/kit.ts'
import type { Tensor2D, Tensor3D } from '../kit/tensorflow.ts'

export interface Attention {
  /** Values weighted by attention, heads side by side. [series · tokens, width] */
  readonly output: Tensor2D
  /** Scores before the softmax, for the next layer to build on. [series · heads, tokens, tokens] */
  readonly scores: Tensor3D | undefined
}

export interface AttentionShape {
  readonly tokens: number
  readonly heads: number
  /** No layer follows: nobody asks for the scores, and there may be none. */
  readonly isLast?: boolean
}

/**
 * Multi-head attention with residual scores (He et al. 2020, RealFormer, as in PatchTST):
 * S = Q·Kᵀ/√d + S of the previous layer, output = softmax(S) · V.
 *
 * @param qkv queries, keys and values side by side, each of all heads. [series · tokens, 3 · width]
 * @param previous scores of the layer before. [series · heads, tokens, tokens]
 */
export function attention(kit: Kit, qkv: Tensor2D, shape: AttentionShape, previous?: Tensor3D): Attention {
  if (!kit.hasKernels) return composedAttention(kit, qkv, shape, previous)
  const attributes = { tokens: shape.tokens, heads: shape.heads, hasPrevious: previous !== undefined }
  const engine = kit.tf.engine()
  if (shape.isLast && previous) {
    const output = engine.runKernel('QtFinalAttention', { qkv, previous }, attributes) as Tensor2D
    return { output, scores: undefined }
  }
  const inputs = previous ? { qkv, previous } : { qkv }
  const [output, scores] = engine.runKernel('QtAttention', inputs, attributes) as [Tensor2D, Tensor3D]
  return { output, scores }
}

function composedAttention(
  { tf }: Kit,
  qkv: Tensor2D,
  { tokens, heads }: AttentionShape,
  previous?: Tensor3D,
): Attention {
  const [rows, triple] = qkv.shape
  const [series, width] = [rows / tokens, triple / 3]
  const depth = width / heads
  const ofHeads = (part: number): Tensor3D => {
    const columns = tf.reshape(tf.slice(qkv, [0, part * width], [rows, width]), [
      series,
      tokens,
      heads,
      depth,
    ])
    return tf.reshape(tf.transpose(columns, [0, 2, 1, 3]), [series * heads, tokens, depth])
  }
  const raw = tf.mul<Tensor3D>(tf.matMul(ofHeads(0), ofHeads(1), false, true), 1 / Math.sqrt(depth))
  const scores = previous ? tf.add<Tensor3D>(raw, previous) : raw
  const mixed = tf.reshape(tf.matMul(tf.softmax(scores), ofHeads(2)), [series, heads, tokens, depth])
  return { output: tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [rows, width]), scores }
}
