import { beforeAll, describe, expect, test } from 'vitest'
import { Random } from '../../../../src/core/random.ts'
import { dlinearConfig } from '../../../../src/models/nets/baselines/dlinear-config.ts'
import { createNet, type NetSpec } from '../../../../src/models/nets/create-net.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Head } from '../../../../src/models/nets/net.ts'
import { nhitsConfig } from '../../../../src/models/nets/nhits/config.ts'
import { patchtstConfig } from '../../../../src/models/nets/patchtst/config.ts'
import { predictNet } from '../../../../src/models/nets/predict.ts'
import { atStep } from '../../../../src/models/nets/signal/signals.ts'
import type { Recipe } from '../../../../src/models/nets/training/recipe.ts'
import { trainNet } from '../../../../src/models/nets/training/train.ts'
import type { Panel } from '../../../../src/models/nets/windows/panel.ts'
import { usableWindows } from '../../../../src/models/nets/windows/usable.ts'
import { kitOn } from '../reference-case.ts'
import { recipeOf } from '../training/support.ts'

const SHAPE = { inputLength: 16, horizon: 2 }
const LEVELS = [0.1, 0.5, 0.9]

let kit: Kit
beforeAll(async () => {
  kit = await kitOn('wasm')
})

const SPECS: readonly [string, (head: Head) => NetSpec][] = [
  ['N-HiTS', (head) => ({ kind: 'nhits', config: nhitsConfig({ ...SHAPE, widths: [32, 32], head }) })],
  [
    'PatchTST',
    (head) => ({
      kind: 'patchtst',
      config: patchtstConfig({
        ...SHAPE,
        patchLength: 4,
        stride: 4,
        layers: 1,
        dropout: 0,
        channels: 1,
        head,
      }),
    }),
  ],
  ['DLinear', (head) => ({ kind: 'dlinear', config: dlinearConfig({ ...SHAPE, span: 5, head }) })],
]

const RECIPE = recipeOf({
  batch: 64,
  microBatch: 64,
  steps: 250,
  learningRate: 5e-3,
  schedule: { kind: 'halving', times: 3 },
  scaling: 'none',
  evaluateEvery: 1000,
})

/** Trained on the first rows of a panel; what it says of the rest. */
function predictionsAfterTraining(spec: NetSpec, panel: Panel, loss: Recipe['loss']): Float32Array {
  const net = createNet(kit, spec, 1)
  const target = loss.kind === 'cross-entropy' ? 'label' : 'series'
  const windows = (from: number, to: number) => {
    const origins = [Uint32Array.from({ length: to - from }, (_, i) => from + i)]
    return usableWindows([panel], { ...SHAPE, target, origins }).set
  }
  trainNet(kit, net, { train: windows(16, 1500), recipe: { ...RECIPE, loss }, seed: 1 })
  return predictNet(kit, net, windows(1600, 1900), RECIPE.scaling)
}

/** Independent numbers, uniform in ±1. */
function uniformNoise(rows = 2000): Float32Array {
  const random = new Random(4)
  return Float32Array.from({ length: rows }, () => 2 * random.uniform() - 1)
}

describe.each(SPECS)('%s', (_name, specOf) => {
  test('learns quantiles: those of noise, whatever came before', () => {
    const spec = specOf({ kind: 'quantiles', levels: LEVELS })
    const said = predictionsAfterTraining(spec, { channels: [uniformNoise()] }, { kind: 'pinball' })
    const first = atStep(said, { horizon: 2, outputs: 3, step: 0 })
    LEVELS.forEach((level, i) => {
      const own = first.filter((_, at) => at % 3 === i)
      const mean = own.reduce((sum, q) => sum + q, 0) / own.length
      expect(Math.abs(mean - (2 * level - 1))).toBeLessThan(0.1)
    })
  })

  test('learns classes: where the mean of the last four bars lies', () => {
    const noise = uniformNoise()
    const labels = noise.map((_, row) => {
      const mean = (noise[row - 3]! + noise[row - 2]! + noise[row - 1]! + noise[row]!) / 4
      return mean < -0.15 ? 0 : mean > 0.15 ? 2 : 1
    })
    const spec = specOf({ kind: 'classes', count: 3 })
    const said = predictionsAfterTraining(spec, { channels: [noise], labels }, { kind: 'cross-entropy' })
    let right = 0
    for (let window = 0; window < 300; window++) {
      const row = [...said.subarray(3 * window, 3 * window + 3)]
      if (row.indexOf(Math.max(...row)) === labels[1600 + window - 1]) right++
    }
    expect(right / 300).toBeGreaterThan(0.8)
  })
})
