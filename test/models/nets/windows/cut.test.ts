import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import { cutWindows } from '../../../../src/models/nets/windows/cut.ts'
import type { Panel } from '../../../../src/models/nets/windows/panel.ts'
import type { Scaling } from '../../../../src/models/nets/windows/scaling.ts'
import { select } from '../../../../src/models/nets/windows/statistics.ts'
import { windowsAt } from '../../../../src/models/nets/windows/usable.ts'
import { BACKENDS, kitOn, referenceCase, valuesOf } from '../reference-case.ts'

let kit: Kit
beforeAll(async () => {
  kit = await kitOn('cpu')
})

const SCALINGS: readonly Scaling[] = ['none', 'standard', 'robust', 'last', 'last-standard']

function cutOne(values: readonly number[], scaling: Scaling, horizon = 1) {
  const inputLength = values.length - horizon
  const origins = [Uint32Array.of(inputLength)]
  const set = windowsAt([{ channels: [Float64Array.from(values)] }], { inputLength, horizon, origins })
  const { input, target, shift, scale } = cutWindows(kit, set, Uint32Array.of(0), scaling, 'series')
  return { history: input.history.dataSync(), target: target!.dataSync(), shift: shift[0]!, scale: scale[0]! }
}

/** By the definitions, with a sort. */
function statisticsByHand(window: readonly number[], scaling: Scaling): [number, number] {
  const n = window.length
  const mean = window.reduce((sum, x) => sum + x, 0) / n
  const variance = window.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n
  const lowerMedian = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[Math.floor((n - 1) / 2)]!
  const median = lowerMedian(window)
  const deviation = lowerMedian(window.map((x) => Math.abs(x - median)))
  const last = window.at(-1)!
  const standard = Math.sqrt(variance + 1e-5)
  if (scaling === 'none') return [0, 1]
  if (scaling === 'standard') return [mean, standard]
  if (scaling === 'last') return [last, 1]
  if (scaling === 'last-standard') return [last, standard]
  return [median, (deviation || Math.sqrt(variance) * 0.6744897501960817 || 1) + 1e-6]
}

describe('a window', () => {
  const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 })

  it.each(SCALINGS)('is scaled by its own statistics: %s', (scaling) => {
    fc.assert(
      fc.property(numbers, (values) => {
        const window = values.slice(0, -1)
        const [shift, scale] = statisticsByHand(window, scaling)
        const cut = cutOne(values, scaling)
        expect(Math.abs(cut.shift - shift)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(shift)))
        expect(Math.abs(cut.scale - scale)).toBeLessThanOrEqual(1e-7 * scale)
        const expected = values.map((x) => (x - cut.shift) / cut.scale)
        ;[...cut.history, ...cut.target].forEach((x, i) => {
          expect(Math.abs(x - expected[i]!)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected[i]!)))
        })
      }),
    )
  })

  it.each(SCALINGS)('without movement stays finite: %s', (scaling) => {
    for (const level of [0, 5, -1e7, 61234.5]) {
      const { history, target, scale } = cutOne([...new Array(9).fill(level), level + 1], scaling)
      expect(scale).toBeGreaterThan(0)
      for (const x of [...history, ...target]) expect(Number.isFinite(x)).toBe(true)
    }
  })

  it('far from zero keeps its shape: statistics are float64', () => {
    const wave = [0, 1, 0, -1, 0, 1, 0, -1]
    const near = cutOne([...wave, 2], 'standard')
    const far = cutOne(
      [...wave, 2].map((x) => x / 1024 + 61000),
      'standard',
    )
    expect(far.scale).toBeCloseTo(Math.sqrt(0.5 / 1024 ** 2 + 1e-5), 10)
    expect(near.history[1]! * near.scale).toBeCloseTo(far.history[1]! * far.scale * 1024, 4)
  })

  it('has the robust statistics of neuralforecast', () => {
    const { scaler, config } = referenceCase('nhits-neuralforecast-robust') as unknown as ScalerCase
    const [windows, rows] = scaler.raw.shape as [number, number]
    const inputLength = config.input_size
    const [raw, mask, shift, scale, scaled] = (['raw', 'mask', 'shift', 'scale', 'scaled'] as const).map(
      (part) => valuesOf(scaler[part]),
    ) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array]
    let compared = 0
    for (let window = 0; window < windows; window++) {
      const isWhole = mask.subarray(window * rows, window * rows + inputLength).every((known) => known === 1)
      if (!isWhole) continue // we leave out windows with unknown values
      const values = Array.from({ length: rows }, (_, row) => raw[2 * (window * rows + row)]!)
      const cut = cutOne(values, 'robust', rows - inputLength)
      expect(cut.shift).toBeCloseTo(shift[2 * window]!, 5)
      expect(cut.scale / scale[2 * window]!).toBeCloseTo(1, 5)
      ;[...cut.history, ...cut.target].forEach((x, row) => {
        const expected = scaled[2 * (window * rows + row)]!
        expect(Math.abs(x - expected)).toBeLessThanOrEqual(1e-4 * Math.max(1, Math.abs(expected)))
      })
      compared++
    }
    expect(compared).toBeGreaterThan(1)
  })
})

interface ScalerCase {
  readonly config: { readonly input_size: number }
  readonly scaler: Readonly<
    Record<'raw' | 'mask' | 'shift' | 'scale' | 'scaled', { shape: readonly number[]; data: string }>
  >
}

/** Cell = 1000 · panel + 100 · column + row, so that a misplaced number is seen. */
const column = (panel: number, index: number) =>
  Float64Array.from({ length: 12 }, (_, row) => 1000 * panel + 100 * index + row)

const panels: Panel[] = [0, 1].map((p) => ({
  channels: [column(p, 0), column(p, 1)],
  past: [column(p, 2)],
  ahead: [column(p, 3), column(p, 4)],
  fixed: [p, p + 0.5],
  labels: column(p, 0).map((x) => x % 3),
  ...(p === 1 ? { weights: column(p, 0).map((x) => x / 1000) } : {}),
}))
const set = windowsAt(panels, {
  inputLength: 3,
  horizon: 2,
  origins: [Uint32Array.of(3, 5), Uint32Array.of(4)],
})

describe.each(BACKENDS)('a batch on %s', (backend) => {
  beforeAll(async () => {
    kit = await kitOn(backend)
  })

  it('lays rows out channel by channel, with covariates and targets beside them', () => {
    const { input, target } = cutWindows(kit, set, Uint32Array.of(2, 1), 'none', 'series')
    expect([input.samples, input.channels]).toEqual([2, 2])
    expect(input.history.arraySync()).toEqual([
      [1001, 1002, 1003],
      [1101, 1102, 1103],
      [2, 3, 4],
      [102, 103, 104],
    ])
    expect(target!.arraySync()).toEqual([
      [1004, 1005],
      [1104, 1105],
      [5, 6],
      [105, 106],
    ])
    expect(input.past!.arraySync()).toEqual([[[1201, 1202, 1203]], [[202, 203, 204]]])
    expect(input.ahead!.arraySync()[1]).toEqual([
      [302, 303, 304, 305, 306],
      [402, 403, 404, 405, 406],
    ])
    expect(input.fixed!.arraySync()).toEqual([
      [1, 1.5],
      [0, 0.5],
    ])
  })

  it('takes labels and weights from the bar of the decision; a panel without weights counts 1', () => {
    const batch = cutWindows(kit, set, Uint32Array.of(0, 1, 2), 'none', 'label')
    expect([...batch.labels!.dataSync()]).toEqual([2, 1, 1])
    expect([...batch.weights!]).toEqual([1, 1, Math.fround(1.003)])
    expect(batch.target).toBeUndefined()
  })

  it('needs nothing beyond the origin when it is only to be predicted', () => {
    const { target, labels, weights } = cutWindows(kit, set, Uint32Array.of(0), 'none')
    expect([target, labels, weights]).toEqual([undefined, undefined, undefined])
  })

  it('does not change when the next one is cut', () => {
    const first = cutWindows(kit, set, Uint32Array.of(0), 'standard', 'series')
    const before = [...first.input.history.dataSync()]
    cutWindows(kit, set, Uint32Array.of(2), 'standard', 'series')
    expect([...first.input.history.dataSync()]).toEqual(before)
  })
})

describe('the value of a rank', () => {
  it('is that of the sorted values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { minLength: 1 }),
        fc.nat(),
        (values, at) => {
          const k = at % values.length
          const sorted = Float64Array.from(values).sort()
          const found = select(Float64Array.from(values), values.length, k)
          expect(found === sorted[k], `${found} is ${sorted[k]}`).toBe(true) // −0 is 0
        },
      ),
    )
  })
})
