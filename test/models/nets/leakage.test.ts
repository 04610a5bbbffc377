import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { Random } from '../../../src/core/random.ts'
import { createNet, type NetSpec } from '../../../src/models/nets/create-net.ts'
import { fitNet, type NetTask } from '../../../src/models/nets/fit.ts'
import { outputsOf } from '../../../src/models/nets/heads/head.ts'
import type { Kit } from '../../../src/models/nets/kit/kit.ts'
import type { Head } from '../../../src/models/nets/net.ts'
import { nhitsConfig } from '../../../src/models/nets/nhits/config.ts'
import { patchtstConfig } from '../../../src/models/nets/patchtst/config.ts'
import { predictNet } from '../../../src/models/nets/predict.ts'
import type { Loss } from '../../../src/models/nets/training/recipe.ts'
import { disposeNet } from '../../../src/models/nets/weights.ts'
import type { Panel, SeriesColumn } from '../../../src/models/nets/windows/panel.ts'
import type { Scaling } from '../../../src/models/nets/windows/scaling.ts'
import { windowsAt } from '../../../src/models/nets/windows/usable.ts'
import { BACKENDS, kitOn } from './reference-case.ts'
import { recipeOf } from './training/support.ts'

const SHAPE = { inputLength: 12, horizon: 5 }
const ROWS = 80

const HEADS: readonly Head[] = [
  { kind: 'point' },
  { kind: 'quantiles', levels: [0.1, 0.5, 0.9] },
  { kind: 'classes', count: 3 },
]

const LOSSES: Readonly<Record<Head['kind'], Loss>> = {
  point: { kind: 'mse' },
  quantiles: { kind: 'pinball' },
  classes: { kind: 'cross-entropy' },
}

const SCALINGS: readonly Scaling[] = ['none', 'standard', 'robust', 'last', 'last-standard']

const nhits = (head: Head): NetSpec => ({
  kind: 'nhits',
  config: nhitsConfig({
    ...SHAPE,
    head,
    widths: [9, 7],
    pools: [5, 2, 1],
    dropout: 0.1,
    covariates: { past: 1, ahead: 1, fixed: 1 },
  }),
})

const patchtst = (head: Head): NetSpec => ({
  kind: 'patchtst',
  config: patchtstConfig({
    ...SHAPE,
    head,
    patchLength: 5,
    stride: 3,
    layers: 2,
    width: 6,
    heads: 2,
    feedForward: 10,
    channels: 2,
  }),
})

const specs = fc.constantFrom(...HEADS.flatMap((head) => [nhits(head), patchtst(head)]))

const walk = (name: string): Float64Array => {
  const random = new Random(4, name)
  let level = 50
  return Float64Array.from({ length: ROWS }, () => {
    level += random.normal()
    return level
  })
}

/** Two channels, a covariate of each kind, labels and weights. */
const PANEL = {
  channels: [walk('first'), walk('second')],
  past: [walk('past')],
  ahead: [walk('ahead')],
  fixed: [0.5],
  labels: Float64Array.from({ length: ROWS }, (_, row) => (row * 7) % 3),
  weights: Float64Array.from({ length: ROWS }, (_, row) => 1 + (row % 4)),
} satisfies Panel

/** Another number wherever `isHidden` says so, of another size. */
function scrambled(column: SeriesColumn, isHidden: (row: number) => boolean): Float64Array {
  const random = new Random(9, 'scrambled')
  return Float64Array.from(column, (value, row) => (isHidden(row) ? 1e3 * random.normal() : value))
}

/** The panel, its rows from `end` on scrambled: nobody has seen them at that time. Calendars are known `lead` rows on. */
function upTo(end: number, lead: number): Panel {
  const hide = (column: SeriesColumn) => scrambled(column, (row) => row >= end)
  return {
    ...PANEL,
    channels: PANEL.channels.map(hide),
    past: PANEL.past.map(hide),
    ahead: PANEL.ahead.map((column) => scrambled(column, (row) => row >= end + lead)),
    labels: PANEL.labels.map((label, row) => (row >= end ? (label + 1) % 3 : label)),
    weights: PANEL.weights.map((weight, row) => (row >= end ? weight + 5 : weight)),
  }
}

const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i)

describe.each(BACKENDS)('nets on %s', (backend) => {
  let kit: Kit
  beforeAll(async () => {
    kit = await kitOn(backend)
  })

  function predictions(spec: NetSpec, panel: Panel, origins: Uint32Array, scaling: Scaling, batch?: number) {
    const net = createNet(kit, spec, 3)
    const set = windowsAt([panel], { ...SHAPE, origins: [origins] })
    const said = predictNet(kit, net, set, scaling, batch === undefined ? {} : { batch })
    disposeNet(net)
    return said
  }

  function sizeOf({ config: { head, horizon } }: NetSpec): number {
    return head.kind === 'classes' ? head.count : 2 * horizon * outputsOf(head)
  }

  it('forecast from what is known before the origin: nothing after it changes a bit', () => {
    fc.assert(
      fc.property(
        specs,
        fc.constantFrom(...SCALINGS),
        fc.integer({ min: 12, max: 75 }),
        (spec, scaling, origin) => {
          const known = predictions(spec, PANEL, Uint32Array.of(origin), scaling)
          expect(known.every(Number.isFinite)).toBe(true)
          expect(predictions(spec, upTo(origin, SHAPE.horizon), Uint32Array.of(origin), scaling)).toEqual(
            known,
          )
          // and the last row before it does
          expect(
            predictions(spec, upTo(origin - 1, SHAPE.horizon), Uint32Array.of(origin), scaling),
          ).not.toEqual(known)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('forecast a window alone to the bits that it has among others', () => {
    fc.assert(
      fc.property(
        specs,
        fc.constantFrom(...SCALINGS),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        (spec, scaling, windows, batch) => {
          const origins = range(20, 20 + windows)
          const together = predictions(spec, PANEL, origins, scaling)
          expect(predictions(spec, PANEL, origins, scaling, batch)).toEqual(together)
          const alone = predictions(spec, PANEL, origins.subarray(windows - 1), scaling)
          expect(together.subarray(-sizeOf(spec))).toEqual(alone)
        },
      ),
      { numRuns: 20 },
    )
  })

  it('keep what is not a number to the window that holds it', () => {
    fc.assert(
      fc.property(specs, fc.integer({ min: 0, max: 6 }), (spec, poisoned) => {
        const { tf } = kit
        const net = createNet(kit, spec, 3)
        const said = (poison: number) =>
          tf.tidy(() => {
            const rows = Array.from({ length: 14 }, (_, row) => [
              ...PANEL.channels[row % 2]!.subarray(row, row + 12),
            ])
            for (const row of [2 * poisoned, 2 * poisoned + 1]) rows[row]!.fill(poison, 3, 9)
            const past = tf.ones([7, 1, 12]) as never
            const ahead = tf.ones([7, 1, 17]) as never
            const fixed = tf.ones([7, 1]) as never
            const input = { samples: 7, channels: 2, history: tf.tensor2d(rows), past, ahead, fixed }
            return Array.from(net.forward(kit, input, { training: false }).dataSync())
          })
        const size = sizeOf(spec)
        const others = (values: number[]) => values.filter((_, i) => Math.floor(i / size) !== poisoned)
        const sound = others(said(1))
        for (const poison of [NaN, Infinity, -Infinity, 3e38, -3e38, 1e-42])
          expect(others(said(poison))).toEqual(sound)
        disposeNet(net)
      }),
      { numRuns: 8 },
    )
  })

  /** Trained on some windows of a panel, and judged by others. */
  function learnt(spec: NetSpec, panel: Panel, task: Pick<NetTask, 'train' | 'validation'>) {
    const loss = LOSSES[spec.config.head.kind]
    const recipe = recipeOf({ loss, steps: 4, batch: 10, microBatch: 4, evaluateEvery: 2, scaling: 'robust' })
    const { weights, history, best } = fitNet(kit, [panel], { net: spec, recipe, seed: 5, ...task })
    return { weights: [...weights].map(([name, { values }]) => [name, ...values]), history, best }
  }

  it('learn from no row after the last target of the windows that they are given', () => {
    for (const spec of [nhits, patchtst].flatMap((net) => HEADS.map(net))) {
      const task = { train: [range(15, 30)], validation: [range(40, 46)] }
      const judged = spec.config.head.kind === 'classes' ? 0 : SHAPE.horizon
      const end = 45 + judged // the row after the last that is read or judged
      const known = learnt(spec, PANEL, task)
      expect(learnt(spec, upTo(end, SHAPE.horizon - judged), task)).toEqual(known)
      expect(learnt(spec, upTo(end - 1, SHAPE.horizon - judged), task)).not.toEqual(known)
    }
  })

  it('take their steps by the training windows alone, wherever the validation lies', () => {
    const losses = (spec: NetSpec, panel: Panel) => {
      const task = { train: [range(15, 30)], validation: [range(40, 46)] }
      return learnt(spec, panel, task).history.map(({ trainLoss }) => trainLoss)
    }
    for (const spec of [nhits, patchtst].flatMap((net) => HEADS.map(net))) {
      const judged = spec.config.head.kind === 'classes' ? 0 : SHAPE.horizon
      const end = 29 + judged
      const known = losses(spec, PANEL)
      expect(losses(spec, upTo(end, SHAPE.horizon - judged))).toEqual(known)
      expect(losses(spec, upTo(end - 1, SHAPE.horizon - judged))).not.toEqual(known)
    }
  })

  it('learn the label and the weight of the bar before the origin, and no other', () => {
    const spec = patchtst(HEADS[2]!)
    const task = { train: [Uint32Array.of(20, 30, 41)] }
    const decided = new Set([19, 29, 40])
    const known = learnt(spec, PANEL, task)
    const relabelled = (isMoved: (row: number) => boolean): Panel => ({
      ...PANEL,
      labels: PANEL.labels.map((label, row) => (isMoved(row) ? (label + 1) % 3 : label)),
    })
    const reweighted = (isMoved: (row: number) => boolean): Panel => ({
      ...PANEL,
      weights: PANEL.weights.map((weight, row) => (isMoved(row) ? weight + row : weight)),
    })
    for (const change of [relabelled, reweighted]) {
      expect(
        learnt(
          spec,
          change((row) => !decided.has(row)),
          task,
        ),
      ).toEqual(known)
      for (const row of decided)
        expect(
          learnt(
            spec,
            change((at) => at === row),
            task,
          ),
        ).not.toEqual(known)
    }
  })
})
