import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Tensor, Tensor1D, Tensor2D } from '../../../../src/models/nets/kit/tensorflow.ts'
import type { Head } from '../../../../src/models/nets/net.ts'
import { windowLosses } from '../../../../src/models/nets/training/loss.ts'
import type { Loss } from '../../../../src/models/nets/training/recipe.ts'
import type { WindowBatch } from '../../../../src/models/nets/windows/cut.ts'
import { BACKENDS, kitOn, valuesOf } from '../reference-case.ts'

interface Stored {
  readonly shape: readonly number[]
  readonly data: string
}

interface LossCase {
  readonly name: string
  readonly options: { readonly delta?: number; readonly quantiles?: number[] }
  readonly inputs: Readonly<Record<string, Stored>>
  readonly outputs: { readonly y: Stored }
  readonly gradients: { readonly output: Stored }
}

const FILE = join(import.meta.dirname, '../../../golden/nets/layers.json')
const { layers } = JSON.parse(readFileSync(FILE, 'utf8')) as { layers: readonly LossCase[] }
const NAMES = ['mae', 'mse', 'huber', 'pinball', 'cross-entropy']
const cases = layers.filter(({ name, inputs }) => NAMES.includes(name) && !inputs.class_weight)

const POINT: Head = { kind: 'point' }

function headOf({ name, options, inputs }: LossCase): Head {
  if (name === 'pinball') return { kind: 'quantiles', levels: options.quantiles! }
  return name === 'cross-entropy' ? { kind: 'classes', count: inputs.output!.shape[1]! } : POINT
}

/** A batch of single-channel windows that are judged by this. */
function batchOf({ tf }: Kit, name: string, target: Float32Array, rows: number, scale = 1): WindowBatch {
  const judged =
    name === 'cross-entropy'
      ? { labels: tf.tensor1d(Int32Array.from(target), 'int32') as Tensor1D }
      : { target: tf.tensor2d(target, [rows, target.length / rows]) as Tensor2D }
  return {
    input: { samples: rows, channels: 1, history: tf.zeros([rows, 1]) },
    shift: new Float64Array(rows),
    scale: new Float64Array(rows).fill(scale),
    ...judged,
  }
}

describe.each(BACKENDS)('losses on %s', (backend) => {
  let kit: Kit
  beforeAll(async () => {
    kit = await kitOn(backend)
  })

  it.each(cases.map((given, i) => [`${given.name} ${i}`, given] as const))(
    'are PyTorch’s, and so are their gradients: %s',
    (_, given) => {
      const { tf } = kit
      const { output, target, weight } = given.inputs as Record<string, Stored>
      const rows = output!.shape[0]!
      const said = tf.tensor(valuesOf(output!), [...output!.shape])
      const weights = weight ? valuesOf(weight) : new Float32Array(rows).fill(1)
      const total = weights.reduce((sum, w) => sum + w, 0)
      const loss = { kind: given.name, ...given.options } as Loss
      const batch = batchOf(kit, given.name, valuesOf(target!), rows)
      const meanLoss = (forecast: Tensor) => {
        const losses = windowLosses(kit, { loss, lossScale: 'scaled' }, headOf(given), batch, forecast)
        expect(losses.shape).toEqual([rows])
        return tf.sum(tf.mul(losses, tf.tensor1d(weights.map((w) => w / total))))
      }
      const { value, grads } = tf.engine().gradients(() => meanLoss(said), [said])
      const expected = valuesOf(given.gradients.output)
      expect(value.dataSync()[0]).toBeCloseTo(valuesOf(given.outputs.y)[0]!, 6)
      grads[0]!.dataSync().forEach((slope, i) => {
        expect(slope).toBeCloseTo(expected[i]!, 6)
      })
    },
  )

  it.each<[Loss, number]>([
    [{ kind: 'mse' }, 9],
    [{ kind: 'mae' }, 3],
    [{ kind: 'pinball' }, 3],
  ])('in the series’ own units are those of unscaled errors: %j', (loss, factor) => {
    const { tf } = kit
    const head: Head = loss.kind === 'pinball' ? { kind: 'quantiles', levels: [0.2, 0.9] } : POINT
    const levels = head.kind === 'quantiles' ? 2 : 1
    const output = tf.tensor(
      Float32Array.from({ length: 6 * levels }, (_, i) => Math.sin(i)),
      [2, 3, levels],
    )
    const batch = batchOf(kit, loss.kind, Float32Array.of(0, 1, 2, 3, 4, 5), 2, 3)
    const [scaled, original] = (['scaled', 'original'] as const).map((lossScale) =>
      windowLosses(kit, { loss, lossScale }, head, batch, output).dataSync(),
    ) as [Float32Array, Float32Array]
    scaled.forEach((one, i) => {
      expect(original[i]! / one).toBeCloseTo(factor, 5)
    })
  })

  it('average over the channels of a window', () => {
    const { tf } = kit
    const batch = batchOf(kit, 'mae', Float32Array.of(1, 2, 3, 4), 4)
    const both = { ...batch, input: { ...batch.input, samples: 2, channels: 2 } }
    const output = tf.zeros([4, 1, 1])
    const losses = windowLosses(kit, { loss: { kind: 'mae' }, lossScale: 'scaled' }, POINT, both, output)
    expect([...losses.dataSync()]).toEqual([1.5, 3.5])
  })
})
