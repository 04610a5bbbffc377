import { describe, expect, test } from 'vitest'
import { Random } from '../../../../src/core/random.ts'
import { solveCholesky } from '../../../../src/models/nets/baselines/cholesky.ts'
import { lagProducts } from '../../../../src/models/nets/baselines/lag-products.ts'
import { fitRidge, forecastRidge } from '../../../../src/models/nets/baselines/ridge.ts'
import type { Panel } from '../../../../src/models/nets/windows/panel.ts'
import { usableWindows, windowsAt } from '../../../../src/models/nets/windows/usable.ts'
import type { WindowSet } from '../../../../src/models/nets/windows/window-set.ts'
import { expectClose } from '../../../support/close.ts'

const SHAPE = { inputLength: 5, horizon: 3 }

function noise(rows: number, channels: number, seed = 1, level = 0): Panel {
  const random = new Random(seed)
  return {
    channels: Array.from({ length: channels }, () =>
      Float64Array.from({ length: rows }, () => level + random.normal()),
    ),
  }
}

/** The sums written out, window by window. */
function slowProducts({ panels, panelOf, originOf, inputLength, horizon }: WindowSet): number[][] {
  const width = inputLength + horizon
  const sums = Array.from({ length: inputLength }, () => Array<number>(width).fill(0))
  originOf.forEach((origin, window) => {
    for (const column of panels[panelOf[window]!]!.channels) {
      const relative = (place: number) => column[origin - inputLength + place]! - column[origin - 1]!
      for (let i = 0; i < inputLength; i++)
        for (let j = i; j < width; j++) sums[i]![j]! += relative(i) * relative(j)
    }
  })
  return sums
}

describe('products of places', () => {
  test.each([
    ['in one run', [noise(40, 2)], undefined],
    ['of panels of several lengths', [noise(40, 2), noise(25, 2, 2)], undefined],
    ['here and there', [noise(40, 2)], [Uint32Array.of(30, 5, 6, 7, 7, 20)]],
    ['side by side, in two panels', [noise(40, 2), noise(40, 2, 2)], [Uint32Array.of(9), Uint32Array.of(10)]],
    ['far from zero', [noise(40, 1, 3, 1e6)], undefined],
  ])('are those of windows laid out: %s', (_what, panels, origins) => {
    const { set } = usableWindows(panels, { ...SHAPE, target: 'series', ...(origins ? { origins } : {}) })
    const fast = lagProducts(set)
    slowProducts(set).forEach((row, i) => {
      row.forEach((sum, j) => {
        if (j >= i) expectClose(fast[i * row.length + j]!, sum, 1e-8)
      })
    })
  })
})

describe('the ridge', () => {
  test('solves its normal equations', () => {
    const { set } = usableWindows([noise(60, 2)], { ...SHAPE, target: 'series' })
    const penalty = 0.7
    const { weights } = fitRidge(set, penalty)
    const products = slowProducts(set)
    for (let i = 0; i < 5; i++) {
      for (let step = 0; step < 3; step++) {
        let left = penalty * weights[i * 3 + step]!
        for (let j = 0; j < 5; j++)
          left += products[Math.min(i, j)]![Math.max(i, j)]! * weights[j * 3 + step]!
        expectClose(left, products[i]![5 + step]!, 1e-9)
      }
    }
  })

  test('has the penalty of the published figures unless another is given', () => {
    const { set } = usableWindows([noise(60, 2)], { ...SHAPE, target: 'series' })
    expect(fitRidge(set)).toEqual(fitRidge(set, 1000))
  })

  test('finds a linear law, whatever the level', () => {
    const values = Float64Array.of(1000, 1001, 999.5)
    const series = new Float64Array(200)
    series.set(values)
    for (let t = 3; t < 200; t++) series[t] = series[t - 1]! + 0.9 * (series[t - 3]! - series[t - 2]!)
    const { set } = usableWindows([{ channels: [series] }], { ...SHAPE, target: 'series' })
    const forecasts = forecastRidge(fitRidge(set, 1e-12), set)
    set.originOf.forEach((origin, window) => {
      for (let step = 0; step < 3; step++)
        expect(forecasts[window * 3 + step]).toBeCloseTo(series[origin + step]!, 2)
    })
  })

  test('forecasts each channel of each window', () => {
    const panel = noise(30, 2)
    const set = windowsAt([panel], { ...SHAPE, origins: [Uint32Array.of(10, 20)] })
    const ridge = { ...SHAPE, weights: new Float64Array(15).fill(0.1) }
    const said = forecastRidge(ridge, set)
    expect(said.length).toBe(2 * 2 * 3)
    const column = panel.channels[1]!
    const last = column[19]!
    const distance = [15, 16, 17, 18].reduce((sum, row) => sum + column[row]! - last, 0)
    expect(said[9]).toBeCloseTo(last + 0.1 * distance, 6)
  })

  test('with unknown values is refused', () => {
    const panel = noise(30, 1)
    panel.channels[0]![12] = Number.NaN
    const set = windowsAt([panel], { ...SHAPE, origins: [Uint32Array.of(10, 11, 12, 13)] })
    expect(() => fitRidge(set)).toThrow(/panel 0: the window with origin 10 holds an unknown value/)
    const behind = windowsAt([noise(30, 1), panel], {
      ...SHAPE,
      origins: [Uint32Array.of(10), Uint32Array.of(11)],
    })
    expect(() => fitRidge(behind)).toThrow(/panel 1: the window with origin 11 holds an unknown value/)
  })

  test.each([0, -1, Number.NaN])('with a penalty of %d is refused', (penalty) => {
    const { set } = usableWindows([noise(30, 1)], { ...SHAPE, target: 'series' })
    expect(() => fitRidge(set, penalty)).toThrow(/penalty of the ridge/)
  })

  test('without windows is refused', () => {
    const set = windowsAt([noise(30, 1)], { ...SHAPE, origins: [new Uint32Array()] })
    expect(() => fitRidge(set)).toThrow(/no windows/)
  })
})

test.each([
  ['indefinite', [1, 2, 2, 1]],
  ['singular', [1, 1, 1, 1]],
  ['not known', [Number.NaN, 1, 1, 1]],
])('a matrix that is %s has no solution', (_what, matrix) => {
  expect(solveCholesky(Float64Array.from(matrix), Float64Array.of(1, 1), 2)).toBe(false)
})
