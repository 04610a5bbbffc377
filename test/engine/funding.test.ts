import { describe, expect, it } from 'vitest'
import { bars, type Candle, instrument, rules, script, tape } from '../support/market.ts'
import { fillsOf, runCase } from '../support/run.ts'

const FLAT: Candle = [100, 101, 99, 100]
const base = rules({ sizing: { kind: 'notional', notional: 1000 } })
const paid = (run: ReturnType<typeof runCase>) =>
  run.simulation.log.fundingPayments.map(({ time, payment }) => [time / 3_600_000, payment])

describe('funding (SPEC §7.5)', () => {
  it('at the open of a bar is settled on what was held before it', () => {
    const data = bars(Array<Candle>(5).fill(FLAT))
    const opened = runCase(tape(instrument(), data, [[1, 0.001, 100]]), script({ 0: 'buy' }), base)
    expect(paid(opened)).toEqual([]) // opened at that very open
    const closed = runCase(
      tape(instrument(), data, [[3, 0.001, 100]]),
      script({ 0: 'buy', 2: 'close' }),
      base,
    )
    expect(paid(closed)).toEqual([[3, 1]]) // closed at that very open: 10 units · 100 · 0.001
  })

  it('is paid by longs and received by shorts at a positive rate, on the mark', () => {
    const data = bars(Array<Candle>(4).fill(FLAT))
    expect(paid(runCase(tape(instrument(), data, [[2, 0.001, 105]]), script({ 0: 'buy' }), base))).toEqual([
      [2, 1.05],
    ])
    expect(paid(runCase(tape(instrument(), data, [[2, 0.001, 105]]), script({ 0: 'sell' }), base))).toEqual([
      [2, -1.05],
    ])
  })

  it('inside a bar is settled on what its stop left', () => {
    const data = bars([FLAT, FLAT, [100, 101, 94, 100], FLAT])
    const stopped = runCase(tape(instrument(), data, [[2.5, 0.001, 100]]), script({ 0: 'buy' }), {
      ...base,
      exits: { stopPct: 0.05, targetShare: 0.5 },
    })
    expect(fillsOf(stopped)).toEqual([
      [1, 'entry', 10, 100],
      [2, 'stop', -10, 95],
    ])
    expect(paid(stopped)).toEqual([])
    const held = runCase(tape(instrument(), data, [[2.5, 0.001, 100]]), script({ 0: 'buy' }), base)
    expect(paid(held)).toEqual([[2.5, 1]])
  })

  it('that fell into a gap is settled at the next bar, every one of it', () => {
    const data = bars([FLAT, FLAT, FLAT, FLAT], [0, 1, 20, 21])
    const run = runCase(
      tape(instrument(), data, [
        [8, 0.001, 100],
        [16, -0.0005, 110],
        [20, 0.002, 100],
      ]),
      script({ 0: 'buy' }),
      base,
    )
    expect(paid(run)).toEqual([
      [8, 1],
      [16, -0.55],
      [20, 2],
    ])
  })

  it('counts the position as it stands when it was added to and partly closed', () => {
    const data = bars(Array<Candle>(8).fill(FLAT))
    const follow = (exposure: number) => ({ action: 'buy', confidence: 1, exposure }) as const
    const run = runCase(
      tape(instrument(), data, [
        [2, 0.001, 100],
        [4, 0.001, 100],
        [6, 0.001, 100],
      ]),
      script({ 0: follow(1), 2: follow(2), 4: follow(0.5) }),
      base,
    )
    expect(paid(run)).toEqual([
      [2, 1],
      [4, 2],
      [6, 0.5],
    ])
  })

  it('of an unknown rate pays nothing and is counted', () => {
    const data = bars(Array<Candle>(4).fill(FLAT))
    const run = runCase(
      tape(instrument(), data, [
        [0, Number.NaN, 100],
        [2, Number.NaN, 100],
      ]),
      script({ 0: 'buy' }),
      base,
    )
    expect(paid(run)).toEqual([])
    expect(run.simulation.state.unknownFunding).toBe(1)
  })

  it('belongs to the trade that held through it', () => {
    const data = bars(Array<Candle>(6).fill(FLAT))
    const run = runCase(
      tape(instrument(), data, [
        [2, 0.001, 100],
        [3, 0.001, 100],
      ]),
      script({ 0: 'buy', 3: 'close' }),
      base,
    )
    expect(run.simulation.log.trades.at(0)).toMatchObject({ funding: 2, grossProfit: 0, profit: -2 - 1 })
  })
})
