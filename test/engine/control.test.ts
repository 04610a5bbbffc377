import { describe, expect, it } from 'vitest'
import type { DecisionSource } from '../../src/engine/instant.ts'
import type { Simulation } from '../../src/engine/simulation.ts'
import type { Control } from '../../src/market/event.ts'
import { type Candle, script } from '../support/market.ts'
import { ruled, ruledTape } from '../support/ruled-market.ts'
import { runStepwise } from '../support/stepwise.ts'

const FLAT: Candle = [100, 101, 99, 100]
const BUY = { action: 'buy', confidence: 0.6 } as const

const say = (control: Control) => (simulation: Simulation, time: number) =>
  simulation.feed({ kind: 'control.issued', time, control })

const CANDLES: readonly Candle[] = [FLAT, FLAT, FLAT, FLAT, FLAT, FLAT]
const always: DecisionSource = { decide: () => BUY }

describe('the kill switch', () => {
  it('flattens at the next open and lets nothing open until it is resumed', () => {
    const rules = ruled({ portfolio: { cooldownSeconds: 0 } })
    const { fills } = runStepwise(ruledTape(CANDLES), always, rules, { 1: say('kill'), 4: say('resume') })
    // The close of hour 4 came before the resume; there is no close after it whose order could still fill.
    expect(fills).toEqual([
      [1, 'entry', 50, 100],
      [2, 'governor', -50, 100],
    ])
    const again = runStepwise(ruledTape(CANDLES), always, rules, { 1: say('kill'), 2: say('resume') })
    expect(again.fills.slice(2)).toEqual([[4, 'entry', 50, 100]])
  })

  it('takes back a market order that has not filled', () => {
    const { fills } = runStepwise(ruledTape(CANDLES), always, ruled(), { 0: say('kill') })
    expect(fills).toEqual([])
  })

  it('takes back a limit order that waits', () => {
    const rules = ruled({}, { entry: { kind: 'limit', offsetBps: 500, lifeBars: 9, isPostOnly: false } })
    const candles: readonly Candle[] = [FLAT, FLAT, FLAT, [95, 96, 90, 95], FLAT]
    const untouched = runStepwise(ruledTape(candles), script({ 0: BUY }), rules, {})
    expect(untouched.fills[0]).toEqual([3, 'entry', 50, 95])
    expect(runStepwise(ruledTape(candles), script({ 0: BUY }), rules, { 1: say('kill') }).fills).toEqual([])
  })

  it('works without any other rule', () => {
    const plain = ruled({ governor: { kind: 'none' } })
    const { fills } = runStepwise(ruledTape(CANDLES), script({ 0: BUY }), plain, { 2: say('kill') })
    expect(fills.at(-1)).toEqual([3, 'governor', -50, 100])
  })
})

describe('an unhealthy system', () => {
  it('closes on a signal and opens nothing', () => {
    const source = script({ 0: BUY, 2: 'close', 3: BUY, 4: BUY })
    const { fills, simulation } = runStepwise(ruledTape(CANDLES), source, ruled(), { 1: say('unhealthy') })
    expect(fills).toEqual([
      [1, 'entry', 50, 100],
      [3, 'signal', -50, 100],
    ])
    expect(simulation.log.refusals).toMatchObject([{ layer: 'governor', limit: 'unhealthy', repeats: 1 }])
  })
})

describe('a position that is found without protection (SPEC §6.5)', () => {
  const DROP: Candle = [99, 99, 90, 91]

  it('gets its stop at once when the exchange has lost it', () => {
    const lose = ({ state, venue }: Simulation) => {
      const seat = state.seats[0]!.guard
      venue.submit({ kind: 'order.cancel', instrument: 0, id: seat.stop!.id })
      seat.stop = undefined
    }
    const { fills, simulation } = runStepwise(
      ruledTape([FLAT, FLAT, FLAT, FLAT, DROP]),
      script({ 0: BUY }),
      ruled(),
      { 2: lose },
    )
    expect(simulation.state.repairs).toBe(1)
    expect(fills.at(-1)).toEqual([4, 'stop', -50, 97])
  })

  it('gets a stop and a target of its own when it was not opened by us', () => {
    const appear = ({ state }: Simulation) => {
      const position = state.account.positions[0]!
      Object.assign(position, { lots: 10_000, units: 10, entryPrice: 100, mark: 100, leverage: 10 })
      state.account.openCount = 1
    }
    const candles: readonly Candle[] = [FLAT, FLAT, FLAT, FLAT]
    const { simulation } = runStepwise(ruledTape(candles), script({}), ruled(), { 1: appear })
    const { stop, target, plan } = simulation.state.seats[0]!.guard
    expect(stop).toMatchObject({ type: 'stopMarket', side: -1, lots: 10_000, price: 97, reason: 'stop' })
    // As of a confidence at which the target is neither stretched nor drawn in.
    expect(target).toMatchObject({ type: 'takeProfitMarket', lots: 5000, price: 106 })
    expect(plan).toMatchObject({ leverage: 10, regime: 0 })
    expect(simulation.state.repairs).toBe(1)
    expect(simulation.venue.restingOrders(0)).toHaveLength(2)
  })

  it('is left alone where no stop is asked for', () => {
    const rules = ruled({}, { exits: { targetShare: 0.5 }, sizing: { kind: 'notional', notional: 1000 } })
    const { simulation } = runStepwise(ruledTape(CANDLES), script({ 0: BUY }), rules, {})
    expect(simulation.state.repairs).toBe(0)
    expect(simulation.venue.restingOrders(0)).toEqual([])
  })
})
