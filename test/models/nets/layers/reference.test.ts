import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { softmaxRows } from '../../../../src/models/nets/heads/softmax.ts'
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '../../../../src/models/nets/kit/tensorflow.ts'
import { attention } from '../../../../src/models/nets/layers/attention.ts'
import { batchNorm } from '../../../../src/models/nets/layers/batch-norm.ts'
import { gelu } from '../../../../src/models/nets/layers/gelu.ts'
import { layerNorm } from '../../../../src/models/nets/layers/layer-norm.ts'
import { linear } from '../../../../src/models/nets/layers/linear.ts'
import { pool } from '../../../../src/models/nets/layers/pool.ts'
import { bothKits, expectNear, type Layer, type Named, probe, type Values } from './layer-probe.ts'

interface Stored {
  readonly shape: readonly number[]
  readonly data: string
}

/** One layer as PyTorch computes it; see test/golden/nets. */
interface LayerCase {
  readonly name: string
  readonly options: { readonly training?: boolean; readonly kernel?: number }
  readonly inputs: Readonly<Record<string, Stored>>
  readonly outputs: Readonly<Record<string, Stored>>
  readonly upstream: Readonly<Record<string, Stored>>
  readonly gradients: Readonly<Record<string, Stored>>
  readonly after?: { readonly running_mean: Stored; readonly running_var: Stored }
}

const FILE = join(import.meta.dirname, '../../../golden/nets/layers.json')
const { layers } = JSON.parse(readFileSync(FILE, 'utf8')) as { layers: LayerCase[] }
const kits = await bothKits()
const casesOf = (name: string) =>
  layers
    .filter((layer) => layer.name === name)
    .map((layer, index) => [`${index}: x [${layer.inputs.x!.shape}]`, layer] as const)

function valuesOf({ shape, data }: Stored): Values {
  return { shape, values: new Float32Array(Uint8Array.from(Buffer.from(data, 'base64')).buffer) }
}

/** One output as it is, several end to end. */
function together(outputs: Readonly<Record<string, Stored>>): Values {
  const parts = Object.values(outputs).map(valuesOf)
  if (parts.length === 1) return parts[0]!
  const values = Float32Array.from(parts.flatMap((part) => [...part.values]))
  return { shape: [values.length], values }
}

/** Output and gradients of both kits are PyTorch's. */
function check(given: LayerCase, layer: Layer, tolerance: number): void {
  const names = Object.keys(given.gradients)
  const inputs: Named = Object.fromEntries(names.map((name) => [name, valuesOf(given.inputs[name]!)]))
  for (const kit of Object.values(kits)) {
    const { output, gradients } = probe(kit, layer, inputs, together(given.upstream).values)
    expectNear(output, together(given.outputs), tolerance, 'output')
    for (const name of names)
      expectNear(gradients[name]!, valuesOf(given.gradients[name]!), tolerance, `gradient of ${name}`)
  }
}

describe.each([
  ['linear', 'none'],
  ['linear-relu', 'relu'],
] as const)("PyTorch's %s", (name, activation) => {
  it.each(casesOf(name))('%s', (_, given) => {
    const layer: Layer = (kit, { x, weight, bias }) => {
      const [outputs, inputs] = weight!.shape as [number, number]
      const rows = x!.reshape<Tensor2D>([-1, inputs])
      const y = linear(kit, rows, weight as Tensor2D, bias as Tensor1D, activation)
      return y.reshape([...x!.shape.slice(0, -1), outputs])
    }
    check(given, layer, 1e-5)
  })
})

describe("PyTorch's attention with residual scores", () => {
  const cases = layers.filter(({ name }) => name === 'attention')
  it.each(cases.map((given, i) => [`${i}: q [${given.inputs.q!.shape}]`, given] as const))(
    '%s',
    (_, given) => {
      const [series, heads, tokens, depth] = given.inputs.q!.shape as [number, number, number, number]
      const rows = (x: Tensor) =>
        x.transpose([0, 2, 1, 3]).reshape<Tensor2D>([series * tokens, heads * depth])
      const layer: Layer = (kit, { q, k, v, prev }) => {
        const qkv = kit.tf.concat([rows(q!), rows(k!), rows(v!)], 1)
        const previous = prev?.reshape<Tensor3D>([series * heads, tokens, tokens])
        const { output, scores } = attention(kit, qkv, { tokens, heads }, previous)
        const byHead = output.reshape([series, tokens, heads, depth]).transpose([0, 2, 1, 3])
        return kit.tf.concat([byHead.flatten(), scores!.flatten()])
      }
      expect(Object.keys(given.outputs)).toEqual(['output', 'scores'])
      check(given, layer, 1e-5)
    },
  )
})

it("has PyTorch's softmax", () => {
  const { inputs, outputs } = layers.find(({ name }) => name === 'softmax')!
  const own = softmaxRows(valuesOf(inputs.x!).values, inputs.x!.shape[1]!)
  expectNear({ shape: inputs.x!.shape, values: own }, valuesOf(outputs.y!), 1e-6, 'softmax')
})

describe("PyTorch's gelu of a linear layer", () => {
  it.each(casesOf('linear-gelu'))('%s', (_, given) => {
    const layer: Layer = (kit, { x, weight, bias }) =>
      gelu(kit, linear(kit, x as Tensor2D, weight as Tensor2D, bias as Tensor1D))
    check(given, layer, 1e-5)
  })
})

describe("PyTorch's gelu", () => {
  it.each(casesOf('gelu'))('%s', (_, given) => check(given, (kit, { x }) => gelu(kit, x!), 2e-6))
})

describe.each(['max', 'average'] as const)("PyTorch's pooling by %s", (pooling) => {
  it.each(casesOf(`${pooling}-pool`))('%s', (_, given) => {
    const { kernel } = given.options
    const layer: Layer = (kit, { x }) => pool(kit, kit.tf.mul(x as Tensor2D, 1), kernel!, pooling)
    check(given, layer, 1e-6)
  })
})

describe("PyTorch's layer norm", () => {
  it.each(casesOf('layer-norm'))('%s', (_, given) => {
    const layer: Layer = (kit, { x, weight, bias }) => {
      const rows = kit.tf.reshape(x!, [-1, weight!.size]) as Tensor2D
      const weights = { gain: weight as Tensor1D, offset: bias as Tensor1D }
      return kit.tf.reshape(layerNorm(kit, rows, weights), x!.shape)
    }
    check(given, layer, 1e-5)
  })
})

describe("PyTorch's batch norm", () => {
  it.each(casesOf('batch-norm'))('%s', (_, given) => {
    const before = [given.inputs.running_mean!, given.inputs.running_var!].map(valuesOf)
    const seen: Float32Array[] = []
    const layer: Layer = (kit, { x, weight, bias }) => {
      const [mean, variance] = before.map(({ values }) => kit.tf.variable(kit.tf.tensor1d(values)))
      const mode = given.options.training
        ? ({ training: true, nextKey: () => 0 } as const)
        : ({ training: false } as const)
      const weights = { gain: weight as Tensor1D, offset: bias as Tensor1D }
      const running = { mean: mean!, variance: variance! }
      const y = byColumn(x!, (rows) => batchNorm(kit, rows, weights, running, mode))
      seen.push(...[mean!, variance!].map((v) => Float32Array.from(v.dataSync())))
      kit.tf.dispose([mean!, variance!])
      return y
    }
    // A column whose variance is below epsilon, far from 0: float32 keeps few digits of what is left of it.
    const isHard = valuesOf(given.inputs.x!).values.some((value) => Math.abs(value) > 50)
    check(given, layer, isHard ? 2e-2 : 1e-5)
    const after = [given.after!.running_mean, given.after!.running_var].map(valuesOf)
    expect(seen.length).toBeGreaterThan(0)
    for (const [i, values] of seen.entries())
      expectNear({ shape: [values.length], values }, after[i % 2]!, isHard ? 1e-5 : 1e-6, 'running')
  })
})

/** [B, D] as it is, [B, D, N] with the columns D last, as our layer wants them. */
function byColumn(x: Tensor, layer: (rows: Tensor2D) => Tensor2D): Tensor {
  if (x.rank === 2) return layer(x as Tensor2D)
  const [samples, columns, tokens] = (x as Tensor3D).shape
  const rows = x.transpose([0, 2, 1]).reshape<Tensor2D>([samples * tokens, columns])
  return layer(rows).reshape([samples, tokens, columns]).transpose([0, 2, 1])
}
