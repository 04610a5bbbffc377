import { describe, expect, it } from 'vitest'
import type { Simulation } from '../../src/engine/simulation.ts'
import { step } from '../../src/engine/step.ts'
import type { Order } from '../../src/market/order.ts'
import { type Candle, script } from '../support/market.ts'
import { ruled, ruledTape } from '../support/ruled-market.ts'
import { type Between, runStepwise } from '../support/stepwise.ts'

/** An exchange that refuses or fills in part what the simulated one would not (SPEC §10): nothing may be lost by it. */

const FLAT: Candle = [100, 101, 99, 100]
const BUY = { action: 'buy', confidence: 0.6 } as const

/** The exchange takes an order out of its book and says that it refused it. */
function reject(simulation: Simulation, time: number, order: Order) {
  const { instrument, side } = order
  simulation.venue.submit({ kind: 'order.cancel', instrument, id: order.id })
  const refusal = {
    time,
    instrument,
    side,
    layer: 'venue',
    limit: 'margin',
    value: 0,
    bound: 0,
    repeats: 0,
  } as const
  const commands = [...step(simulation.state, { kind: 'order.refused', time, order, refusal })]
  for (const command of commands) simulation.venue.submit(command)
  return commands
}

const seatOf = ({ state }: Simulation) => state.seats[0]!

/** The exchange fills part of an order. */
function fillPart(simulation: Simulation, time: number, order: Order, lots: number): void {
  const { instrument, side, reason } = order
  const fill = {
    sequence: 0,
    time,
    instrument,
    side,
    lots,
    price: 100,
    reference: 100,
    fee: 0,
    isMaker: false,
    reason,
    isAmbiguous: false,
  }
  const remainingLots = order.lots - lots
  step(simulation.state, { kind: 'order.filled', time, order, fill, isIntrabar: false, remainingLots })
}

describe('a closing order that is refused', () => {
  const refuseClosing: Between = (simulation, time) => reject(simulation, time, seatOf(simulation).closing!)

  it('is sent again by the next signal', () => {
    const source = script({ 0: BUY, 2: 'close', 4: 'close' })
    const { fills } = runStepwise(ruledTape(Array(7).fill(FLAT)), source, ruled(), { 2: refuseClosing })
    expect(fills.at(-1)).toEqual([5, 'signal', -50, 100])
  })

  it('is sent again by the kill switch, bar after bar', () => {
    const kill: Between = (simulation, time) => {
      simulation.feed({ kind: 'control.issued', time, control: 'kill' })
      reject(simulation, time, seatOf(simulation).closing!)
    }
    const { fills } = runStepwise(ruledTape(Array(6).fill(FLAT)), script({ 0: BUY }), ruled(), {
      2: kill,
      3: refuseClosing,
    })
    expect(fills.at(-1)).toEqual([5, 'governor', -50, 100])
  })
})

describe('a stop that is refused', () => {
  const refuseStop: Between = (simulation, time) => reject(simulation, time, seatOf(simulation).guard.stop!)

  it('is placed again at once, where it had come to', () => {
    // 104.2 is 70 % of the way: the stop stands at 100 when the exchange drops it.
    const candles: Candle[] = [FLAT, FLAT, [100, 104.5, 100.5, 104], [104, 104, 103, 103], [103, 103, 90, 91]]
    const { fills, simulation } = runStepwise(ruledTape(candles), script({ 0: BUY }), ruled(), {
      3: refuseStop,
    })
    expect(fills.at(-1)).toEqual([4, 'breakEven', -50, 100])
    expect(simulation.state.repairs).toBe(1)
  })

  it('refused a second time takes the position with it', () => {
    const twice: Between = (simulation, time) => {
      reject(simulation, time, seatOf(simulation).guard.stop!)
      const commands = reject(simulation, time, seatOf(simulation).guard.stop!)
      expect(commands).toMatchObject([{ kind: 'order.submit', order: { type: 'market', lots: 50_000 } }])
    }
    const { fills } = runStepwise(ruledTape(Array(4).fill(FLAT)), script({ 0: BUY }), ruled(), { 2: twice })
    expect(fills.at(-1)).toEqual([3, 'stop', -50, 100])
  })
})

describe('a target that is refused', () => {
  it('is placed again at the end of the bar', () => {
    const refuseTarget: Between = (simulation, time) =>
      reject(simulation, time, seatOf(simulation).guard.target!)
    const candles: Candle[] = [FLAT, FLAT, FLAT, FLAT, [104, 107, 104, 106]]
    const { fills } = runStepwise(ruledTape(candles), script({ 0: BUY }), ruled(), { 2: refuseTarget })
    expect(fills.at(-1)).toEqual([4, 'target', -25, 106])
  })
})

describe('an order that fills in part', () => {
  it('protects what is there, and the rest can still be taken back', () => {
    const fillHalf: Between = (simulation, time) => {
      const { entry } = seatOf(simulation)
      fillPart(simulation, time, entry!, 20_000)
      expect(seatOf(simulation).entry).toMatchObject({ id: entry!.id, lots: 30_000 })
      expect(seatOf(simulation).guard.stop).toMatchObject({ lots: 20_000, price: 97 })
      const commands = step(simulation.state, { kind: 'control.issued', time, control: 'kill' })
      expect(commands).toMatchObject([
        { kind: 'order.cancel', id: entry!.id },
        { kind: 'order.submit', order: { type: 'market', lots: 20_000 } },
      ])
    }
    runStepwise(ruledTape([FLAT]), script({ 0: BUY }), ruled(), { 0: fillHalf })
    expect.assertions(3)
  })

  it('a stop keeps its rest and is not placed twice', () => {
    const fillSome: Between = (simulation, time) => {
      const { stop } = seatOf(simulation).guard
      fillPart(simulation, time, stop!, 10_000)
      expect(seatOf(simulation).guard.stop).toMatchObject({ id: stop!.id, lots: 40_000 })
      expect(simulation.state.repairs).toBe(0)
    }
    runStepwise(ruledTape([FLAT, FLAT]), script({ 0: BUY }), ruled(), { 1: fillSome })
    expect.assertions(2)
  })

  it('a target is not done before its rest has filled', () => {
    const inTwo: Between = (simulation, time) => {
      const { guard } = seatOf(simulation)
      fillPart(simulation, time, guard.target!, 10_000)
      expect([guard.isTargetDone, guard.target!.lots, guard.stop!.lots]).toEqual([false, 15_000, 40_000])
      fillPart(simulation, time, guard.target!, 15_000)
      expect([guard.isTargetDone, guard.target, guard.stop!.lots]).toEqual([true, undefined, 25_000])
    }
    runStepwise(ruledTape([FLAT, FLAT]), script({ 0: BUY }), ruled(), { 1: inTwo })
    expect.assertions(2)
  })
})

describe('between two bars', () => {
  it('a check of the risk repairs and flattens without waiting for a close', () => {
    const check: Between = (simulation, time) => {
      const { guard } = seatOf(simulation)
      guard.stop = undefined
      expect(step(simulation.state, { kind: 'risk.checked', time })).toMatchObject([
        { kind: 'order.submit', order: { type: 'stopMarket', price: 97 } },
      ])
      simulation.state.account.positions[0]!.mark = 70 // 50 units: the day is lost
      expect(step(simulation.state, { kind: 'risk.checked', time })).toMatchObject([
        { kind: 'order.submit', order: { type: 'market', lots: 50_000, reason: 'governor' } },
      ])
    }
    runStepwise(ruledTape([FLAT, FLAT]), script({ 0: BUY }), ruled(), { 1: check })
    expect.assertions(2)
  })
})
