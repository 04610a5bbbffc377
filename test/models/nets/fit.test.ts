import { beforeAll, describe, expect, it } from 'vitest'
import { createNet, type NetSpec } from '../../../src/models/nets/create-net.ts'
import { fitNet } from '../../../src/models/nets/fit.ts'
import type { Kit } from '../../../src/models/nets/kit/kit.ts'
import { predictNet } from '../../../src/models/nets/predict.ts'
import { trainNet } from '../../../src/models/nets/training/train.ts'
import { disposeNet, weightsOf } from '../../../src/models/nets/weights.ts'
import { usableWindows, windowsAt } from '../../../src/models/nets/windows/usable.ts'
import { PANELS, SPECS, taskOf } from './fit-tasks.ts'
import { kitOn } from './reference-case.ts'

let kit: Kit
beforeAll(async () => {
  kit = await kitOn('wasm')
})

describe('a fit', () => {
  it.each(SPECS.map((spec) => [spec.kind, spec] as const))('builds, trains and predicts: %s', (_, spec) => {
    const task = taskOf(spec)
    const { inputLength, horizon } = spec.config
    const fit = fitNet(kit, PANELS, task)
    const net = createNet(kit, spec, task.seed)
    const setOf = (origins: readonly Uint32Array[]) =>
      usableWindows(PANELS, { inputLength, horizon, target: 'series', origins }).set
    const { train, recipe, seed } = task
    const result = trainNet(kit, net, {
      train: setOf(train),
      validation: setOf(task.validation!),
      recipe,
      seed,
    })
    expect(fit).toMatchObject(result)
    expect(fit.weights).toEqual(weightsOf(net))
    const windows = windowsAt(PANELS, { inputLength, horizon, origins: task.predict! })
    expect(fit.predictions).toEqual(
      predictNet(kit, net, windows, recipe.scaling, { batch: recipe.microBatch }),
    )
    disposeNet(net)
  })

  it('reports the windows that it could not use, and predicts them as unknown', () => {
    const fit = fitNet(kit, PANELS, taskOf(SPECS[0]!))
    // panel 1 has a hole at row 70: 24 rows of input and 6 of target see it
    expect(fit.windows).toEqual({
      train: { used: 2 * 100 - 30, unknown: 30, weightless: 0, constant: 0 },
      validation: { used: 60, unknown: 0, weightless: 0, constant: 0 },
    })
    const perWindow = 6
    const unknown = Array.from({ length: 30 }, (_, i) =>
      fit.predictions!.slice(i * perWindow, (i + 1) * perWindow),
    )
    // panel 1 is asked for the origins 60 … 79: the hole is read from 71 on
    expect(unknown.map((one) => Number.isNaN(one[0]))).toEqual(
      Array.from({ length: 30 }, (_, i) => i >= 10 && 60 + i - 10 > 70),
    )
  })

  it('leaves no tensor behind, not even when it fails', () => {
    const tensors = () => kit.tf.memory().numTensors
    fitNet(kit, PANELS, taskOf(SPECS[0]!)) // matrices that a net keeps for all its like are made once
    const before = tensors()
    fitNet(kit, PANELS, taskOf(SPECS[0]!))
    expect(tensors()).toBe(before)
    const wrong = { ...taskOf(SPECS[0]!), validation: [new Uint32Array(0), new Uint32Array(0)] }
    expect(() => fitNet(kit, PANELS, wrong)).toThrow('no validation window')
    expect(tensors()).toBe(before)
  })

  it('refuses a kind that nobody knows', () => {
    const spec = { ...SPECS[0]!, kind: 'lstm' } as unknown as NetSpec
    expect(() => fitNet(kit, PANELS, taskOf(spec))).toThrow(
      expect.objectContaining({ code: 'usage', hint: 'allowed: nhits, patchtst, dlinear' }),
    )
  })
})
