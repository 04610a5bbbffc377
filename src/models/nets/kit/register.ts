import { adam } from '../kernel/registered/adam.ts'
import { attention, attentionGradient, finalAttention } from '../kernel/registered/attention.ts'
import { batchNorm } from '../kernel/registered/batch-norm.ts'
import { batchNormGradient } from '../kernel/registered/batch-norm-gradient.ts'
import { columnSums } from '../kernel/registered/column-sums.ts'
import type { KernelDefinition, RunKernel } from '../kernel/registered/definition.ts'
import { dropout } from '../kernel/registered/dropout.ts'
import { gelu, geluGradient } from '../kernel/registered/gelu.ts'
import { identity } from '../kernel/registered/identity.ts'
import { layerNorm, layerNormGradient } from '../kernel/registered/layer-norm.ts'
import { linear } from '../kernel/registered/linear.ts'
import { matMul } from '../kernel/registered/mat-mul.ts'
import { norm } from '../kernel/registered/norm.ts'
import { normalise } from '../kernel/registered/normalise.ts'
import { pool, poolGradient } from '../kernel/registered/pool.ts'
import { reluGradient } from '../kernel/registered/relu-gradient.ts'
import { residual } from '../kernel/registered/residual.ts'
import { type Heap, openHeap } from './heap.ts'
import type { Tensor, TensorFlow } from './tensorflow.ts'

/** Every operation that we add to the WASM backend, or do in its place. */
const DEFINITIONS: readonly KernelDefinition[] = [
  adam,
  attention,
  attentionGradient,
  batchNorm,
  batchNormGradient,
  columnSums,
  dropout,
  finalAttention,
  gelu,
  geluGradient,
  identity,
  layerNorm,
  layerNormGradient,
  linear,
  matMul,
  norm,
  normalise,
  pool,
  poolGradient,
  reluGradient,
  residual,
]

/** Registers our kernels with the active backend, which must be `wasm`. A second call changes nothing. */
export function registerKernels(tf: TensorFlow): void {
  if (tf.getKernel(matMul.name, 'wasm')) return
  const heap = openHeap(tf)
  for (const definition of DEFINITIONS) register(tf, heap, definition)
}

function register(tf: TensorFlow, heap: Heap, { name, forward, backward }: KernelDefinition): void {
  tf.registerKernel({
    kernelName: name,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => forward(heap, inputs as Parameters<typeof forward>[1], attrs ?? {}),
  })
  if (!backward) return
  const { saveInputs, saveOutputs, gradient } = backward
  const run = ((kernel: string, inputs: object, attributes = {}) =>
    tf.engine().runKernel(kernel, inputs as never, attributes as never)) as RunKernel
  tf.registerGradient({
    kernelName: name,
    inputsToSave: [...saveInputs],
    outputsToSave: [...(saveOutputs ?? [])],
    gradFunc: (dy: Tensor | Tensor[], saved, attrs) => gradient(run, [dy].flat(), saved, attrs),
  })
}
