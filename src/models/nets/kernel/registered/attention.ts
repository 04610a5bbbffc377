import { QtError } from '../../../../core/error.ts'
import type { Heap } from '../../kit/heap.ts'
import type { Tensor, TensorInfo } from '../../kit/tensorflow.ts'
import type { KernelDefinition } from './definition.ts'

type Inputs = {
  /** [series · tokens, 3 · width] */
  readonly qkv: TensorInfo
  /** [series · heads, tokens, tokens] */
  readonly previous?: TensorInfo
}

interface Attributes {
  readonly tokens: number
  readonly heads: number
  /** Whether there are previous scores, and so a gradient of them. */
  readonly hasPrevious: boolean
}

/** Attention, and the scores that a later layer builds on. */
export const attention: KernelDefinition<Inputs, Attributes> = {
  name: 'QtAttention',
  forward(heap, inputs, attributes) {
    const { output, scores } = outputsOf(inputs.qkv, attributes)
    const outputs = [heap.output(output), heap.output(scores)] as const
    attend(heap, inputs, attributes, ...outputs)
    return [...outputs]
  },
  backward: {
    saveInputs: ['qkv'],
    saveOutputs: [false, true],
    gradient(run, [dOutput, dScores], [qkv, scores], attributes) {
      const inputs = { qkv, scores, dOutput, dScores }
      const [dQkv, dPrevious] = run<Tensor[]>('QtAttentionGradient', inputs, attributes)
      return { qkv: () => dQkv!, previous: () => dPrevious! }
    },
  },
}

/** Attention of the last layer: nobody asks for its scores, so that they never leave the cache. */
export const finalAttention: KernelDefinition<Required<Inputs>, Attributes> = {
  name: 'QtFinalAttention',
  forward(heap, inputs, attributes) {
    const output = heap.output(outputsOf(inputs.qkv, attributes).output)
    attend(heap, inputs, attributes, output)
    return output
  },
  backward: {
    saveInputs: ['qkv', 'previous'],
    gradient(run, [dOutput], [qkv, previous], attributes) {
      const inputs = { qkv, previous, dOutput }
      const [dQkv, dPrevious] = run<Tensor[]>('QtAttentionGradient', inputs, attributes)
      return { qkv: () => dQkv!, previous: () => dPrevious! }
    },
  },
}

type GradientInputs = {
  readonly qkv: TensorInfo
  /** What went into the softmax; without it, it is computed again from `previous`. */
  readonly scores?: TensorInfo
  readonly previous?: TensorInfo
  readonly dOutput: TensorInfo
  readonly dScores?: TensorInfo
}

/** Gradients of attention: of queries, keys and values, and of the previous scores. */
export const attentionGradient: KernelDefinition<GradientInputs, Attributes> = {
  name: 'QtAttentionGradient',
  forward(heap, { qkv, scores, previous, dOutput, dScores }, attributes) {
    const { series, tokens, heads, depth } = dimensionsOf(qkv, attributes)
    const dQkv = heap.output(qkv.shape)
    const dPrevious = attributes.hasPrevious ? heap.output(outputsOf(qkv, attributes).scores) : undefined
    const space = heap.scratch(heap.kernel.attentionSpace(tokens, depth))
    const at = (tensor?: TensorInfo) => (tensor ? heap.address(tensor) : 0)
    heap.kernel.attentionGradient(
      at(qkv),
      at(previous),
      at(scores),
      at(dOutput),
      at(dScores),
      series,
      tokens,
      heads,
      depth,
      at(dQkv),
      at(dPrevious),
      space,
    )
    return dPrevious ? [dQkv, dPrevious] : [dQkv]
  },
}

function attend(
  heap: Heap,
  { qkv, previous }: Inputs,
  attributes: Attributes,
  output: TensorInfo,
  scores?: TensorInfo,
): void {
  checkPrevious(previous, outputsOf(qkv, attributes).scores)
  const { series, tokens, heads, depth } = dimensionsOf(qkv, attributes)
  const space = heap.scratch(heap.kernel.attentionSpace(tokens, depth))
  const at = (tensor?: TensorInfo) => (tensor ? heap.address(tensor) : 0)
  heap.kernel.attention(at(qkv), at(previous), series, tokens, heads, depth, at(output), at(scores), space)
}

function dimensionsOf({ shape }: TensorInfo, { tokens, heads }: Attributes) {
  const [rows, triple] = shape as [number, number]
  const [series, depth] = [rows / tokens, triple / 3 / heads]
  const isWhole = [series, tokens, heads, depth].every((count) => Number.isInteger(count) && count > 0)
  if (isWhole && shape.length === 2) return { series, tokens, heads, depth }
  const hint = 'queries, keys and values [series · tokens, 3 · heads · depth], none of it empty'
  throw new QtError('usage', `attention: [${shape}] is not of ${tokens} tokens and ${heads} heads`, hint)
}

function checkPrevious(previous: TensorInfo | undefined, expected: readonly number[]): void {
  if (!previous || String(previous.shape) === String(expected)) return
  throw new QtError('usage', `attention: previous scores are [${previous.shape}], not [${expected}]`)
}

function outputsOf(qkv: TensorInfo, attributes: Attributes) {
  const { series, tokens, heads, depth } = dimensionsOf(qkv, attributes)
  return { output: [series * tokens, heads * depth], scores: [series * heads, tokens, tokens] }
}
