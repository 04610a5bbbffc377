import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Net } from '../../../../src/models/nets/net.ts'
import { nhitsConfig } from '../../../../src/models/nets/nhits/config.ts'
import { createNhits } from '../../../../src/models/nets/nhits/nhits.ts'
import { patchtstConfig } from '../../../../src/models/nets/patchtst/config.ts'
import { createPatchtst } from '../../../../src/models/nets/patchtst/patchtst.ts'
import { fromReference } from '../../../../src/models/nets/patchtst/reference-weights.ts'
import type { Recipe, Schedule } from '../../../../src/models/nets/training/recipe.ts'
import { trainNet } from '../../../../src/models/nets/training/train.ts'
import { disposeNet, loadWeights } from '../../../../src/models/nets/weights.ts'
import { usableWindows } from '../../../../src/models/nets/windows/usable.ts'
import { kitOn, valuesOf, weightsFrom } from '../reference-case.ts'
import { recipeOf } from './support.ts'

type Stored = Parameters<typeof weightsFrom>[0]

/** One run of PyTorch: every step takes all windows. See test/oracle/make-nets-training.py. */
interface Trajectory {
  readonly kind: 'patchtst' | 'nhits'
  readonly schedule: keyof typeof SCHEDULES
  readonly optimiser: 'adam' | 'adamw'
  readonly clip: number | null
  readonly state_dict: Stored
  readonly series: Stored[string]
  /** Before each step. */
  readonly losses: readonly number[]
}

const SCHEDULES = {
  'one-cycle': { kind: 'one-cycle', rise: 0.3, cycleMomentum: true },
  type3: { kind: 'type3', firstPass: 1 / 25 },
  halving: { kind: 'halving', times: 3 },
} as const satisfies Record<string, Schedule>

const FILE = join(import.meta.dirname, '../../../golden/nets/training.json')
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as { cases: Trajectory[] }

const SHAPE = { inputLength: 32, horizon: 8 }
const SMALL = { patchLength: 8, stride: 4, width: 8, heads: 2, feedForward: 12, layers: 2, dropout: 0 }
const PATCHTST = patchtstConfig({ ...SHAPE, ...SMALL })
const NHITS = nhitsConfig({ ...SHAPE, widths: [16, 16], pools: [4, 2, 1], frequencies: [4, 2, 1] })

function netOf(kit: Kit, { kind, state_dict }: Trajectory): Net {
  const state = weightsFrom(state_dict)
  const net = kind === 'patchtst' ? createPatchtst(kit, PATCHTST, 1) : createNhits(kit, NHITS, 1)
  loadWeights(kit, net, kind === 'patchtst' ? fromReference(state, PATCHTST) : state)
  return net
}

function recipe({ kind, schedule, optimiser, clip, losses }: Trajectory): Recipe {
  const weightDecay = optimiser === 'adamw' ? 0.05 : 0
  return recipeOf({
    batch: 40,
    microBatch: 40,
    steps: losses.length,
    learningRate: 2e-3,
    schedule: SCHEDULES[schedule],
    optimiser: { ...recipeOf().optimiser, kind: optimiser, weightDecay },
    scaling: kind === 'patchtst' ? 'standard' : 'none', // RevIN is in the reference
    lossScale: 'original',
    evaluateEvery: 1,
    ...(clip === null ? {} : { clipNorm: clip }),
  })
}

describe('training', () => {
  it.each(cases)('takes the steps of PyTorch: $kind, $schedule, $optimiser', async (given) => {
    const kit = await kitOn('wasm') // the plain backend takes ten times as long, and its layers are compared elsewhere
    const values = valuesOf(given.series)
    const channels = [0, 1].map((channel) => values.filter((_, i) => i % 2 === channel))
    const net = netOf(kit, given)
    const { set: train } = usableWindows([{ channels }], { ...SHAPE, target: 'series' })
    expect(train.originOf.length).toBe(40)
    const { history } = trainNet(kit, net, { train, recipe: recipe(given), seed: 1 })
    const worst = Math.max(...history.map(({ trainLoss }, i) => Math.abs(trainLoss / given.losses[i]! - 1)))
    expect(history.length).toBe(given.losses.length)
    expect(worst).toBeLessThan(1e-5)
    disposeNet(net)
  })
})
