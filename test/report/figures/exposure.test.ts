import { describe, expect, test } from 'vitest'
import { exposureFigure } from '../../../src/report/figures/exposure.ts'
import { sampleContext } from '../../support/report-context.ts'
import { sampleMarket } from '../../support/sample-market.ts'

interface Line {
  readonly name: string
  readonly x: number[]
  readonly y: number[]
  readonly customdata?: number[]
}

const context = sampleContext({}, sampleMarket({ instruments: 3, bars: 9_000 }))
const figure = exposureFigure(context)
const linesOf = (choice: number) => figure.choices![choice]!.traces as unknown as Line[]

/** What the last fill before `time` left of each instrument, valued at the last close: computed anew. */
function heldAt(time: number) {
  const { result } = context
  const held = { long: 0, short: 0, positions: 0 }
  for (const [k, { times, closes }] of result.marks.entries()) {
    const own = [...result.fills].filter((fill) => fill.instrument === k && fill.time < time)
    const lots = own.reduce((sum, { side, lots: size }) => sum + side * size, 0)
    const row = times.findLastIndex((open) => open < time)
    const notional = Math.abs(lots) * result.instruments[k]!.lotStep * closes[row]!
    if (lots !== 0) held.positions++
    held[lots > 0 ? 'long' : 'short'] += notional
  }
  return held
}

describe('what is drawn', () => {
  test('as a multiple of equity, longs above, shorts below; margin and positions', () => {
    const [long, short, margin, positions] = linesOf(0)
    for (const at of [0, 77, 500, long!.x.length - 1]) {
      const time = long!.x[at]!
      const equity = context.result.equity[context.result.times.indexOf(time)]!
      const held = heldAt(time)
      expect(long!.y[at]).toBeCloseTo(held.long / equity, 4)
      expect(short!.y[at]).toBeCloseTo(-held.short / equity, 4)
      expect(short!.customdata![at]).toBeCloseTo(held.short / equity, 4)
      expect(margin!.y[at]).toBeCloseTo((held.long + held.short) / 5 / equity, 4)
      expect(positions!.y[at]).toBe(held.positions)
    }
  })

  test('as notional', () => {
    const [long] = linesOf(1)
    const at = long!.y.findIndex((value) => value > 0)
    expect(long!.y[at]! / heldAt(long!.x[at]!).long).toBeCloseTo(1, 4)
  })

  test('is thinned but keeps the most that was ever held', () => {
    const [long, short] = linesOf(0)
    expect(long!.x.length).toBeLessThan(1_700)
    const most = Math.max(...long!.y.map((value, i) => value - short!.y[i]!))
    expect(most).toBeCloseTo(context.metrics.maxLeverage!, 4)
    expect(figure.note).toContain(`at most ${context.metrics.maxLeverage!.toFixed(2)} times`)
  })
})

describe('the safety governor', () => {
  test('is shaded: light while REDUCING, strong while HALTED', () => {
    const { times } = context.result
    expect(figure.layout.shapes).toMatchObject([
      { type: 'rect', x0: times[50], x1: times[55], fillcolor: '--reducing' },
      { type: 'rect', x0: times[55], x1: times[70], fillcolor: '--halted' },
      { type: 'rect', x0: times[70], x1: times[74], fillcolor: '--reducing' },
    ])
    expect(figure.note).toContain('3 times, 0.3\u202f% of the run') // 24 of 9 000 hours
  })

  test('that never stepped in leaves no shade', () => {
    const calm = exposureFigure(sampleContext({ governorChanges: [] }))
    expect(calm.layout.shapes).toEqual([])
    expect(calm.note).toContain('never stepped in')
  })
})

test('nothing held', () => {
  const { note, choices } = exposureFigure(sampleContext({ fills: [], trades: [], openPositions: [] }))
  expect(note).toContain('Nothing was held')
  expect((choices![0]!.traces[0] as unknown as Line).y.every((value) => value === 0)).toBe(true)
})
