import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { finerTapeOf } from '../../src/engine/finer-tape.ts'
import type { ExitRules, TradingRules } from '../../src/engine/rules.ts'
import type { BarReading } from '../../src/venue/rules.ts'
import { finerTape, type Hour, QUARTER_MS, still, withoutQuarters } from '../support/finer.ts'
import { type Candle, instrument, rules, script } from '../support/market.ts'
import { fillsOf, runCase } from '../support/run.ts'

/** Long at 100 in hour 1, with ten units. */
const FLAT: Candle = [100, 100, 100, 100]
const LEVELS: Partial<ExitRules> = { stopPct: 0.05, targetPct: 0.05, targetShare: 1 }
const READINGS: readonly BarReading[] = ['pessimistic', 'optimistic', 'ohlc']

function walk(hours: readonly Hour[], given: Partial<TradingRules>, reading: BarReading, isFiner = true) {
  const tape = finerTape([FLAT, ...hours])
  const settings = rules({
    sizing: { kind: 'notional', notional: 1000 },
    ...given,
    venue: { ...given.venue, reading } as never,
  })
  const run = runCase(isFiner ? tape : withoutQuarters(tape), script({ 0: 'buy' }), settings)
  const marks = [...run.simulation.log.fills].slice(1).map(({ isAmbiguous }) => isAmbiguous)
  const trades = [...run.simulation.log.trades].map(({ isAmbiguous }) => isAmbiguous)
  return { fills: fillsOf(run).slice(1), counts: run.simulation.venue.counts, marks, trades, run }
}

const exits = (exits: Partial<ExitRules>) => ({ exits: exits as ExitRules })
const counts = (ambiguousExits: number, settledExits: number, finerWalks: number) => ({
  ambiguousExits,
  settledExits,
  finerWalks,
})

describe('stop and target in one bar (SPEC §7.3)', () => {
  const targetFirst: Candle[] = [still(100), [100, 106, 100, 101], [101, 101, 94, 96], still(96)]
  const stopFirst: Candle[] = [still(100), [100, 100, 94, 96], [96, 106, 96, 101], still(101)]
  const bothInOne: Candle[] = [still(100), [100, 106, 94, 100], still(100), still(100)]

  it.each(READINGS)('read %s: the finer bars say that the target came first', (reading) => {
    const { fills, counts: found, marks, trades } = walk([FLAT, targetFirst], exits(LEVELS), reading)
    expect(fills).toEqual([[2, 'target', -10, 105]])
    expect([found, marks, trades]).toEqual([counts(0, 1, 1), [false], [false]])
  })

  it.each(READINGS)('read %s: the finer bars say that the stop came first', (reading) => {
    const { fills, counts: found } = walk([FLAT, stopFirst], exits(LEVELS), reading)
    expect(fills).toEqual([[2, 'stop', -10, 95]])
    expect(found).toEqual(counts(0, 1, 1))
  })

  it.each([
    ['pessimistic', 'stop', 95],
    ['optimistic', 'target', 105],
  ] as const)('read %s decides inside a finer bar that holds both', (reading, reason, price) => {
    const { fills, counts: found, marks, trades } = walk([FLAT, bothInOne], exits(LEVELS), reading)
    expect(fills).toEqual([[2, reason, -10, price]])
    expect([found, marks, trades]).toEqual([counts(1, 0, 1), [true], [true]])
  })

  it('without finer bars every one of them is ambiguous', () => {
    for (const path of [targetFirst, stopFirst, bothInOne]) {
      const { fills, counts: found, trades } = walk([FLAT, path], exits(LEVELS), 'pessimistic', false)
      expect([fills[0]![1], found, trades]).toEqual(['stop', counts(1, 0, 0), [true]])
    }
  })

  it('a bar that holds one level is not walked finer', () => {
    const path: Candle[] = [still(100), [100, 104, 94, 96], [96, 104, 96, 101], still(101)]
    expect(walk([FLAT, path], exits(LEVELS), 'pessimistic').counts).toEqual(counts(0, 0, 0))
  })

  it('an open that has passed a level settles it before anything else', () => {
    const path: Candle[] = [still(94), [94, 106, 94, 101], still(101), still(101)]
    const { fills, counts: found } = walk([FLAT, path], exits(LEVELS), 'optimistic')
    expect(fills).toEqual([[2, 'stop', -10, 94]])
    expect(found).toEqual(counts(0, 0, 0))
  })

  it('a stop that a finer bar has gapped through goes at that finer open', () => {
    const path: Candle[] = [still(100), still(93), [93, 106, 93, 101], still(101)]
    const { fills, counts: found } = walk([FLAT, path], exits(LEVELS), 'optimistic')
    expect(fills).toEqual([[2, 'stop', -10, 93]])
    expect(found).toEqual(counts(0, 1, 1))
  })

  it('a partial target, then the stop on the rest, in the same bar', () => {
    const {
      fills,
      counts: found,
      trades,
      run,
    } = walk([FLAT, targetFirst], exits({ ...LEVELS, targetShare: 0.5 }), 'optimistic')
    expect(fills).toEqual([
      [2, 'target', -5, 105],
      [2, 'stop', -5, 95],
    ])
    expect([found, trades]).toEqual([counts(0, 1, 1), [false]])
    // Both prices were met, though the bar's whole range says nothing about the time before the exit.
    expect(run.simulation.log.trades.at(0)).toMatchObject({ fillCount: 3 })
    expect(run.simulation.log.trades.at(0)!.favourableExcursion).toBeCloseTo(0.05, 12)
    expect(run.simulation.log.trades.at(0)!.adverseExcursion).toBeCloseTo(0.05, 12)
  })

  it('a partly closed trade keeps the mark of an ambiguous exit to its end', () => {
    const settings = exits({ ...LEVELS, targetShare: 0.5 })
    const { fills, marks, trades } = walk([FLAT, bothInOne, [100, 100, 94, 96]], settings, 'optimistic')
    expect(fills).toEqual([
      [2, 'target', -5, 105],
      [3, 'stop', -5, 95],
    ])
    expect([marks, trades]).toEqual([[true, false], [true]])
  })

  it('along open, extremes and close one ambiguous bar counts once, whatever goes in it', () => {
    const settings = exits({ ...LEVELS, targetShare: 0.5 })
    const { fills, marks, counts: found } = walk([FLAT, [101, 106, 94, 100]], settings, 'ohlc')
    expect([fills.length, marks, found]).toEqual([2, [true, true], counts(1, 0, 0)])
  })
})

describe('finer bars that do not cover a bar', () => {
  it('are left aside: the reading decides', () => {
    const path: Candle[] = [still(100), [100, 106, 100, 101], [101, 101, 94, 96], still(96)]
    const { bars, mark } = finerTape([FLAT, FLAT, path])
    const holed = finerTape([FLAT, FLAT, path.toSpliced(2, 1)])
    const finer = finerTapeOf(bars, holed.finer!.bars, holed.finer!.mark, HOUR_MS, QUARTER_MS, 0.01)
    const settings = rules({ sizing: { kind: 'notional', notional: 1000 }, exits: LEVELS as ExitRules })
    const run = runCase({ ...holed, bars, mark, finer }, script({ 0: 'buy' }), settings)
    expect(fillsOf(run).slice(1)).toEqual([[2, 'stop', -10, 95]])
    expect(run.simulation.venue.counts).toEqual(counts(1, 0, 0))
  })
})

describe('an entry and an exit in one bar', () => {
  /** Buys at 99 (limit 1 % below 100); stop 94.05, target 103.95. */
  const entry = {
    entry: { kind: 'limit', offsetBps: 100, lifeBars: 3, isPostOnly: false } as const,
    exits: LEVELS as ExitRules,
  }
  const runOf = (
    rows: Parameters<typeof script>[0],
    hours: readonly Hour[],
    reading: BarReading = 'pessimistic',
  ) => {
    const settings = rules({
      sizing: { kind: 'notional', notional: 1000 },
      ...entry,
      venue: { reading } as never,
    })
    return { run: runCase(finerTape([FLAT, ...hours]), script(rows), settings) }
  }
  const afterEntry: Candle[] = [still(100), [100, 100, 98, 98], [98, 104, 98, 102], still(102)]
  const beforeEntry: Candle[] = [still(100), [100, 104, 100, 102], [102, 102, 98, 98], still(98)]

  it.each(READINGS)('read %s: the finer bars say that the target came after the entry', (reading) => {
    const { fills, counts: found } = walk([afterEntry], entry, reading)
    expect(fills[0]).toEqual([1, 'target', -10, 103.95])
    expect(found).toEqual(counts(0, 1, 1))
  })

  it.each(READINGS)('read %s: the finer bars say that the high came before the entry', (reading) => {
    const { fills, counts: found, trades } = walk([beforeEntry, still(98), still(90)], entry, reading)
    expect(fills).toEqual([[3, 'stop', -10, 90]])
    expect([found, trades]).toEqual([counts(0, 1, 1), [false]])
  })

  it('without finer bars the target that was not taken is ambiguous, and so is the trade', () => {
    const hours = [beforeEntry, still(98), still(90)]
    const { fills, counts: found, marks, trades } = walk(hours, entry, 'pessimistic', false)
    expect(fills).toEqual([[3, 'stop', -10, 90]])
    expect([found, marks, trades]).toEqual([counts(1, 0, 0), [true], [true]])
    const kind = walk(hours, entry, 'optimistic', false)
    expect(kind.fills).toEqual([[1, 'target', -10, 103.95]])
    expect([kind.counts, kind.trades]).toEqual([counts(1, 0, 0), [true]])
  })

  it('the mark of a missed exit ends with its trade', () => {
    const { run } = runOf({ 0: 'buy', 2: 'buy' }, [
      [100, 104, 98, 98],
      [98, 98, 90, 100],
      [100, 100, 98, 98],
      [98, 98, 90, 90],
    ])
    expect(
      [...run.simulation.log.trades].map(({ exitReason, isAmbiguous }) => [exitReason, isAmbiguous]),
    ).toEqual([
      ['stop', true],
      ['stop', false],
    ])
  })

  it('an addition moves the target: which of them comes first matters, wherever the bar closes', () => {
    const half = { action: 'buy', confidence: 1, exposure: 0.5 } as const
    const whole = { action: 'buy', confidence: 1, exposure: 1 } as const
    const hours: Candle[] = [
      [99, 99, 98.5, 99],
      [99, 106, 97, 106],
    ]
    for (const reading of ['pessimistic', 'optimistic'] as const) {
      const { run } = runOf({ 0: half, 1: whole }, hours, reading)
      expect(run.simulation.venue.ambiguousExits).toBe(1)
      expect([...run.simulation.log.fills].at(-1)!.reason).not.toBe('stop')
    }
  })

  it('a target that the close lies beyond is reached after the entry in any case', () => {
    for (const reading of READINGS) {
      const { fills, counts: found } = walk([[100, 105, 98, 105]], entry, reading, false)
      expect(fills).toEqual([[1, 'target', -10, 103.95]])
      expect(found).toEqual(counts(0, 0, 0))
    }
  })

  it('the stop that an entry brings lies farther on the same way: it comes after it, whatever the reading', () => {
    for (const reading of READINGS) {
      const { fills, counts: found } = walk([[100, 102, 94, 96]], entry, reading, false)
      expect(fills).toEqual([[1, 'stop', -10, 94.05]])
      expect(found).toEqual(counts(0, 0, 0))
    }
  })

  it('entry, stop and target in one bar are ambiguous; finer bars tell', () => {
    const path: Candle[] = [still(100), [100, 100, 98, 98], [98, 104, 98, 102], [102, 102, 94, 94]]
    expect(walk([path], entry, 'pessimistic', false)).toMatchObject({
      fills: [[1, 'stop', -10, 94.05]],
      counts: counts(1, 0, 0),
    })
    expect(walk([path], entry, 'pessimistic')).toMatchObject({
      fills: [[1, 'target', -10, 103.95]],
      counts: counts(0, 1, 1),
    })
  })

  it('an entry at a finer open is inside the bar: its extremes move no stop', () => {
    // Up to 103 before the entry at 98.5: seven tenths of the way to the target, but not seen by the position.
    const path: Candle[] = [[100, 103, 100, 103], [98.5, 98.5, 98, 98], still(98), still(98)]
    const settings = { ...entry, exits: { ...LEVELS, breakEvenAt: 0.7 } as ExitRules }
    const { fills, run } = walk([path, still(98), [98.2, 98.2, 97, 97]], settings, 'pessimistic')
    expect(fillsOf(run)).toEqual([[1, 'entry', 10, 98.5]])
    expect(fills).toEqual([])
  })
})

describe('liquidation inside a bar', () => {
  const free = instrument('TESTUSDT', { takerFeeBps: 0, makerFeeBps: 0 })
  const levered = rules({
    initialEquity: 1000,
    leverage: 20,
    sizing: { kind: 'notional', notional: 10_000 },
    exits: { targetPct: 0.05, targetShare: 1 },
  })
  // 100 units at 100 with 1000: liquidated at (1000 − 10 000) / (0.4 − 100) = 90.36.
  const hours = (path: readonly Candle[]) => [FLAT, FLAT, path]
  const targetFirst: Candle[] = [still(100), [100, 106, 100, 101], [101, 101, 89, 96], still(96)]
  const fallFirst: Candle[] = [still(100), [100, 100, 89, 96], [96, 106, 96, 101], still(101)]

  it('and a target: finer bars tell which came first', () => {
    const first = runCase(finerTape(hours(targetFirst), free), script({ 0: 'buy' }), levered)
    expect(fillsOf(first).slice(1)).toEqual([[2, 'target', -100, 105]])
    const second = runCase(finerTape(hours(fallFirst), free), script({ 0: 'buy' }), levered)
    expect(fillsOf(second)[1]![1]).toBe('liquidation')
    for (const { simulation } of [first, second]) expect(simulation.venue.counts).toEqual(counts(0, 1, 1))
  })

  it('on a mark that is known for the whole bar only is left to the reading', () => {
    const tape = finerTape(hours(targetFirst), free)
    const mark = { ...tape.bars, lows: tape.bars.lows.slice() }
    const coarse = { ...tape, mark, finer: { ...tape.finer!, mark: undefined } }
    const run = runCase(coarse, script({ 0: 'buy' }), levered)
    expect(fillsOf(run)[1]![1]).toBe('liquidation')
    expect(run.simulation.venue.counts).toEqual(counts(1, 0, 0))
    expect(run.simulation.log.trades.at(0)!.isAmbiguous).toBe(true)
    // Out of the mark's reach the finer bars are walked: last price alone decides between stop and target.
    mark.lows[2] = 92
    const spared = runCase(coarse, script({ 0: 'buy' }), {
      ...levered,
      exits: { ...levered.exits, stopPct: 0.08 },
    })
    expect(fillsOf(spared).slice(1)).toEqual([[2, 'target', -100, 105]])
    expect(spared.simulation.venue.counts).toEqual(counts(0, 1, 1))
  })

  it('of what was entered inside the bar is tried on the whole range of a mark that is not known finer', () => {
    const path: Candle[] = [still(100), [100, 100, 98, 98], [98, 104, 98, 102], still(102)]
    const tape = finerTape([FLAT, path], free)
    const mark = { ...tape.bars, lows: Float64Array.of(100, 85) }
    const entry = { kind: 'limit', offsetBps: 100, lifeBars: 3, isPostOnly: false } as const
    const fills = (finer: typeof tape.finer) =>
      fillsOf(runCase({ ...tape, mark, finer: finer! }, script({ 0: 'buy' }), { ...levered, entry }))
    expect(fills({ ...tape.finer!, mark: undefined })[1]![1]).toBe('liquidation')
    expect(fills(tape.finer)[1]).toEqual([1, 'target', -100, 103.95])
  })

  it('triggers by mark need the mark of the finer bars', () => {
    const byMark = rules({
      sizing: { kind: 'notional', notional: 1000 },
      exits: LEVELS as ExitRules,
      venue: { triggerBy: 'mark' } as never,
    })
    const tape = finerTape(hours(targetFirst))
    expect(fillsOf(runCase(tape, script({ 0: 'buy' }), byMark))[1]).toEqual([2, 'target', -10, 105])
    const coarse = { ...tape, finer: { ...tape.finer!, mark: undefined } }
    expect(fillsOf(runCase(coarse, script({ 0: 'buy' }), byMark))[1]).toEqual([2, 'stop', -10, 95])
  })
})
