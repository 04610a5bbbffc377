import { beforeAll, describe, expect, it } from 'vitest'
import { Random } from '../../../src/core/random.ts'
import type { NetSpec } from '../../../src/models/nets/create-net.ts'
import { fitNet, type NetTask } from '../../../src/models/nets/fit.ts'
import type { Kit } from '../../../src/models/nets/kit/kit.ts'
import { nhitsConfig } from '../../../src/models/nets/nhits/config.ts'
import { patchtstConfig } from '../../../src/models/nets/patchtst/config.ts'
import type { Panel } from '../../../src/models/nets/windows/panel.ts'
import { kitOn } from './reference-case.ts'
import { recipeOf, series } from './training/support.ts'

const ROWS = 900
const NOISE = 0.2
const random = new Random(5, 'learning')
const noise = series(ROWS, () => random.normal())
const season = noise.map(
  (x, row) => Math.sin((2 * Math.PI * row) / 16) + 0.5 * ((row % 7) / 3 - 1) + NOISE * x,
)

const shape = { inputLength: 48, horizon: 8 }
const SPECS: readonly NetSpec[] = [
  { kind: 'nhits', config: nhitsConfig({ ...shape, widths: [64, 64] }) },
  {
    kind: 'patchtst',
    config: patchtstConfig({
      ...shape,
      patchLength: 8,
      stride: 4,
      layers: 2,
      width: 16,
      heads: 2,
      feedForward: 32,
      dropout: 0,
    }),
  },
]

const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i)

function taskOf(net: NetSpec, changes: Partial<NetTask['recipe']> = {}): NetTask {
  return {
    net,
    recipe: recipeOf({ batch: 64, microBatch: 64, learningRate: 3e-3, evaluateEvery: 20, ...changes }),
    seed: 3,
    train: [range(48, 600)],
    validation: [range(650, 740)],
    predict: [range(790, 890)],
  }
}

/** Mean square of what forecasts of the windows `predict` miss. */
function errorOf(column: Float64Array, forecast: (window: number, step: number) => number): number {
  let sum = 0
  for (let window = 0; window < 100; window++)
    for (let step = 0; step < shape.horizon; step++)
      sum += (column[790 + window + step]! - forecast(window, step)) ** 2
  return sum / 100 / shape.horizon
}

describe.each(SPECS.map((spec) => [spec.kind, spec] as const))('%s', (_, spec) => {
  let kit: Kit
  beforeAll(async () => {
    kit = await kitOn('wasm')
  })

  it('learns a planted seasonal pattern, on windows that it has never seen', () => {
    const { predictions } = fitNet(kit, [{ channels: [season] }], taskOf(spec, { steps: 500 }))
    const own = errorOf(season, (window, step) => predictions![window * shape.horizon + step]!)
    const naive = errorOf(season, (window) => season[790 + window - 1]!)
    expect(own).toBeLessThan(naive / 10)
    expect(own).toBeLessThan(2 * NOISE ** 2)
  })

  it('learns nothing from noise, and stops', () => {
    const recipe = { steps: 1000, patience: 6, scaling: 'none' } as const
    const { predictions, stopped, best } = fitNet(kit, [{ channels: [noise] }], taskOf(spec, recipe))
    const own = errorOf(noise, (window, step) => predictions![window * shape.horizon + step]!)
    expect(own).toBeGreaterThan(0.97 * errorOf(noise, () => 0))
    expect(best!.loss).toBeGreaterThan(0.9)
    expect(stopped).toBe('patience')
  })

  it.each(['standard', 'robust'] as const)(
    'keeps its weights numbers where windows are unknown or do not move, and reports them: %s',
    (scaling) => {
      const column = season.slice()
      column[300] = Number.NaN
      column.fill(1, 400, 480)
      const panels: Panel[] = [{ channels: [column] }]
      const fit = fitNet(kit, panels, taskOf(spec, { steps: 60, scaling }))
      const { used, unknown, constant } = fit.windows.train
      expect([used, unknown, constant]).toEqual([552 - 56, 56, 33])
      expect(fit.skippedSteps).toBe(0)
      for (const { values } of fit.weights.values()) expect(values.every(Number.isFinite)).toBe(true)
      expect(fit.predictions!.every(Number.isFinite)).toBe(true)
    },
  )
})
