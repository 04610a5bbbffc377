import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Panel } from '../../../../src/models/nets/windows/panel.ts'
import type { Target } from '../../../../src/models/nets/windows/target.ts'
import { type UsableOptions, usableWindows, windowsAt } from '../../../../src/models/nets/windows/usable.ts'

const counting = (rows: number, from = 0) => Float64Array.from({ length: rows }, (_, row) => from + row)

/** What usableWindows says of runs, said value by value. */
function isKnownByHand(
  panel: Panel,
  origin: number,
  { inputLength, horizon, target }: UsableOptions,
): boolean {
  const { channels, past = [], ahead = [], labels, weights } = panel
  const all = (column: ArrayLike<number>, from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => column[from + i]).every((value) => Number.isFinite(value))
  const from = origin - inputLength
  return (
    [...channels, ...past].every((column) => all(column, from, origin)) &&
    ahead.every((column) => all(column, from, origin + horizon)) &&
    (target !== 'series' || channels.every((column) => all(column, origin, origin + horizon))) &&
    (target !== 'label' || Number.isFinite(labels![origin - 1])) &&
    (target === 'none' || !weights || Number.isFinite(weights[origin - 1]))
  )
}

const ROWS = 30
const value = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -3, max: 3 }) },
  fc.constantFrom(NaN, Infinity, 1e300),
)
const column = fc.array(value, { minLength: ROWS, maxLength: ROWS }).map((values) => {
  // 1e300 is a number, but no float32
  return Float64Array.from(values, (x) => (x === 1e300 ? Infinity : x))
})
const panel: fc.Arbitrary<Panel> = fc.record(
  {
    channels: fc.array(column, { minLength: 1, maxLength: 2 }),
    past: fc.array(column, { maxLength: 1 }),
    ahead: fc.array(column, { maxLength: 1 }),
    labels: column,
  },
  { requiredKeys: ['channels', 'labels'] },
)

describe('usable windows', () => {
  it('are those whose every value is known, whatever they read', () => {
    const options = fc.record({
      inputLength: fc.integer({ min: 1, max: 6 }),
      horizon: fc.integer({ min: 1, max: 4 }),
      target: fc.constantFrom<Target>('series', 'label', 'none'),
    })
    fc.assert(
      fc.property(panel, options, (given, shape) => {
        const { set, skipped } = usableWindows([given], shape)
        const reach = shape.target === 'series' || given.ahead?.length ? shape.horizon : 0
        const origins = Array.from(
          { length: ROWS - reach - shape.inputLength + 1 },
          (_, i) => shape.inputLength + i,
        )
        const expected = origins.filter((origin) => isKnownByHand(given, origin, shape))
        expect([...set.originOf]).toEqual(expected)
        expect(skipped.unknown).toBe(origins.length - expected.length)
      }),
    )
  })

  it('leave out values that no float32 holds', () => {
    const channels = [counting(10)]
    channels[0]![4] = 1e300
    const { set } = usableWindows([{ channels }], { inputLength: 2, horizon: 1, target: 'series' })
    expect([...set.originOf]).toEqual([2, 3, 7, 8, 9])
  })

  it('reach to the end of the data when only their input is needed', () => {
    const panels = [{ channels: [counting(10)] }]
    const predicted = usableWindows(panels, { inputLength: 4, horizon: 3, target: 'none' }).set
    const judged = usableWindows(panels, { inputLength: 4, horizon: 3, target: 'series' }).set
    expect(predicted.originOf.at(-1)).toBe(10)
    expect(judged.originOf.at(-1)).toBe(7)
  })

  it('keep the wished origins of each panel in their order, and count what does not exist', () => {
    const panels = [{ channels: [counting(10)] }, { channels: [counting(8)] }]
    const origins = [Uint32Array.of(5, 3, 9, 2), Uint32Array.of(4)]
    const { set, skipped } = usableWindows(panels, { inputLength: 3, horizon: 2, target: 'series', origins })
    expect([...set.panelOf]).toEqual([0, 0, 1])
    expect([...set.originOf]).toEqual([5, 3, 4])
    expect(skipped).toEqual({ unknown: 2, weightless: 0 })
  })

  it('count windows in which a channel does not move', () => {
    const still = counting(12)
    still.fill(7, 3, 8)
    const { set, constant } = usableWindows([{ channels: [counting(12), still] }], {
      inputLength: 4,
      horizon: 1,
      target: 'series',
    })
    expect(constant).toBe(2) // rows 3…6 and 4…7
    expect(set.originOf.length).toBe(8)
    still[8] = Number.NaN // the target of the second, which is left out
    const shape = { inputLength: 4, horizon: 1, target: 'series' } as const
    expect(usableWindows([{ channels: [counting(12), still] }], shape).constant).toBe(1)
  })

  it('leave out decisions without weight, but predict them', () => {
    const weights = [1, 1, 0, 1, NaN, 1]
    const panels = [{ channels: [counting(6)], labels: [0, 1, 2, 0, 1, 2], weights }]
    const shape = { inputLength: 2, horizon: 1 }
    const learnt = usableWindows(panels, { ...shape, target: 'label' })
    expect([...learnt.set.originOf]).toEqual([2, 4, 6])
    expect(learnt.skipped).toEqual({ unknown: 1, weightless: 1 })
    expect([...usableWindows(panels, { ...shape, target: 'none' }).set.originOf]).toEqual([2, 3, 4, 5, 6])
  })

  it.each<[string, readonly Panel[], object]>([
    ['no panel', [], {}],
    ['no channel', [{ channels: [] }], {}],
    ['a short covariate', [{ channels: [counting(9)], past: [counting(8)] }], {}],
    ['short labels', [{ channels: [counting(9)], labels: [1] }], {}],
    [
      'panels of different width',
      [{ channels: [counting(9)] }, { channels: [counting(9), counting(9)] }],
      {},
    ],
    ['an unknown fixed covariate', [{ channels: [counting(9)], fixed: [Number.NaN] }], {}],
    ['a negative weight', [{ channels: [counting(2)], weights: [1, -1] }], {}],
    ['no labels for a class head', [{ channels: [counting(9)] }], { target: 'label' }],
    ['no input', [{ channels: [counting(9)] }], { inputLength: 0 }],
    ['a horizon that is no number', [{ channels: [counting(9)] }], { horizon: Number.NaN }],
    ['origins of another number of panels', [{ channels: [counting(9)] }], { origins: [] }],
  ])('are refused: %s', (_, panels, changes) => {
    const options = { inputLength: 2, horizon: 1, target: 'series' as const, ...changes }
    expect(() => usableWindows(panels, options)).toThrow(expect.objectContaining({ name: 'QtError' }))
  })
})

describe('windows at given origins', () => {
  it('may hold anything, but must exist', () => {
    const channels = [counting(10)]
    channels[0]!.fill(NaN)
    const shape = { inputLength: 4, horizon: 3 }
    const at = (...origins: number[]) =>
      windowsAt([{ channels }], { ...shape, origins: [Uint32Array.from(origins)] })
    expect([...at(10, 4).originOf]).toEqual([10, 4])
    for (const origin of [3, 11])
      expect(() => at(origin)).toThrow(`origin ${origin} reads rows that do not exist`)
    const ahead = { channels, ahead: channels }
    expect(() => windowsAt([ahead], { ...shape, origins: [Uint32Array.of(8)] })).toThrow('do not exist')
  })

  it.each([
    ['channels', { channels: [counting(9), counting(9)] }],
    ['past', { past: [counting(9)] }],
    ['ahead', { ahead: [counting(9)] }],
    ['fixed', { fixed: [1] }],
  ])('that differ in their %s are refused', (what, more) => {
    const panels = [{ channels: [counting(9)] }, { channels: [counting(9)], ...more }]
    expect(() => usableWindows(panels, { inputLength: 2, horizon: 1, target: 'none' })).toThrow(
      new RegExp(`panel 1: ${what} has \\d columns, the first panel has \\d`),
    )
  })
})
