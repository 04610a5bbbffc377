import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from '../../src/core/random.ts'
import { HOUR_MS } from '../../src/core/time.ts'
import { type Run, replay } from '../../src/engine/replay.ts'
import type { Action } from '../../src/market/decision.ts'
import type { BarReading } from '../../src/venue/rules.ts'
import { finerTape, QUARTER_MS, still, withoutQuarters } from '../support/finer.ts'
import { type Case, generatedFinerCase } from '../support/generated-run.ts'
import { type Candle, rules, script } from '../support/market.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })

/**
 * A target closes all there is: after one that the open has passed the optimistic reading spares the rest the stop,
 * which is not a matter of order.
 */
function readAs({ tapes, sources, rules }: Case, reading: BarReading): Run {
  const exits = { ...rules.exits, targetShare: 1 }
  const venue = { ...rules.venue, reading }
  return replay(tapes, sources(), { ...rules, exits, venue }, HOUR_MS)
}

const tracesOf = ({ simulation, equity }: Run) =>
  JSON.stringify([[...simulation.log.fills], [...simulation.log.trades], [...equity]])

describe('readings of a bar', () => {
  it.each([
    ['with', true],
    ['without', false],
  ])('differ through ambiguous exits only, %s finer bars', (_, hasFiner) => {
    let clear = 0
    let different = 0
    fc.assert(
      fc.property(seeds, (seed) => {
        const finer = generatedFinerCase(seed)
        const generated = hasFiner ? finer : { ...finer, tapes: finer.tapes.map(withoutQuarters) }
        const [kind, unkind] = [readAs(generated, 'optimistic'), readAs(generated, 'pessimistic')]
        const isClear = kind.simulation.venue.ambiguousExits === 0
        expect(unkind.simulation.venue.ambiguousExits === 0).toBe(isClear)
        if (isClear) expect(tracesOf(kind)).toBe(tracesOf(unkind))
        clear += isClear ? 1 : 0
        different += tracesOf(kind) === tracesOf(unkind) ? 0 : 1
      }),
      { numRuns: 500, seed: 7 },
    )
    expect(clear).toBeGreaterThan(100)
    expect(different).toBeGreaterThan(20)
  })

  it('a trade is marked when one of its exits is, and only then', () => {
    let marked = 0
    fc.assert(
      fc.property(seeds, (seed) => {
        const { log } = readAs(generatedFinerCase(seed), 'pessimistic').simulation
        const exits = new Set(
          [...log.fills]
            .filter((fill) => fill.isAmbiguous)
            .map(({ instrument, time }) => `${instrument} ${time}`),
        )
        for (const trade of log.trades) {
          if (!trade.isAmbiguous) continue
          marked++
          const times = [trade.closeTime, trade.partialTime].map((time) => `${trade.instrument} ${time}`)
          expect(times.some((time) => exits.has(time))).toBe(true)
        }
        if (log.trades.length > 0 && [...log.trades].every((trade) => !trade.isAmbiguous)) {
          const closed = new Set(
            [...log.trades].map(({ instrument, closeTime }) => `${instrument} ${closeTime}`),
          )
          expect([...exits].filter((exit) => closed.has(exit))).toEqual([])
        }
      }),
      { numRuns: 300, seed: 8 },
    )
    expect(marked).toBeGreaterThan(50)
  })
})

describe('walking the finer bars of a bar', () => {
  /** Twelve hours of quarters, with gaps; the first hour stands still. */
  function hoursOf(random: Random): Candle[][] {
    let last = 100
    return Array.from({ length: 12 }, (_, hour) =>
      Array.from({ length: 4 }, (): Candle => {
        if (hour === 0) return still(100)
        const step = () => Math.round(100 * random.normal()) / 100
        const open = random.uniform() < 0.3 ? last + step() : last
        last = open + step()
        return [open, Math.max(open, last) + Math.abs(step()), Math.min(open, last) - Math.abs(step()), last]
      }),
    )
  }

  it('gives the exit that trading the finer bars themselves gives', () => {
    let walked = 0
    fc.assert(
      fc.property(
        seeds,
        fc.constantFrom<Action>('buy', 'sell'),
        fc.constantFrom<BarReading>('pessimistic', 'optimistic', 'ohlc'),
        (seed, side, reading) => {
          const hours = hoursOf(new Random(seed, 'hours'))
          const tape = finerTape(hours)
          const finer = { ...tape, bars: tape.finer!.bars, mark: tape.finer!.bars }
          const settings = rules({
            sizing: { kind: 'notional', notional: 1000 },
            exits: { stopPct: 0.02, targetPct: 0.015, targetShare: 1 },
            venue: { reading } as never,
          })
          const drilled = replay([tape], [script({ 0: side })], settings, HOUR_MS).simulation
          const direct = replay(
            [withoutQuarters(finer)],
            [script({ 3: side })],
            settings,
            QUARTER_MS,
          ).simulation
          const [one, other] = [drilled.log.trades.at(0), direct.log.trades.at(0)]
          expect(one?.exitReason).toBe(other?.exitReason)
          if (!one || !other) return
          expect(one.closeTime).toBe(Math.floor(other.closeTime / HOUR_MS) * HOUR_MS)
          if (drilled.venue.counts.finerWalks === 0) return
          walked++
          expect([one.exitPrice, one.profit, one.isAmbiguous]).toEqual([
            other.exitPrice,
            other.profit,
            other.isAmbiguous,
          ])
        },
      ),
      { numRuns: 1000, seed: 9 },
    )
    expect(walked).toBeGreaterThan(100)
  })
})
