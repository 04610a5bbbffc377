import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { exposureOf, setExposure, takeStock } from '../../src/engine/standing.ts'
import { applyFill } from '../../src/ledger/account.ts'
import type { Order } from '../../src/market/order.ts'
import type { Side } from '../../src/market/records.ts'
import { instrument, rules } from '../support/market.ts'
import { standingOf } from '../support/proposal.ts'
import { orderOf } from '../support/venue.ts'

describe('how the account stands', () => {
  it('follows each instrument from side to side', () => {
    const standing = standingOf()
    const sums = () => [standing.longNotional, standing.shortNotional, standing.positions]
    setExposure(standing, 0, 100)
    expect(sums()).toEqual([100, 0, 1])
    setExposure(standing, 1, -30)
    expect(sums()).toEqual([100, 30, 2])
    setExposure(standing, 0, -40)
    expect(sums()).toEqual([0, 70, 2])
    setExposure(standing, 0, -50)
    expect(sums()).toEqual([0, 80, 2])
    setExposure(standing, 1, 0)
    expect(sums()).toEqual([0, 50, 1])
    setExposure(standing, 2, 0)
    expect(sums()).toEqual([0, 50, 1])
    setExposure(standing, 0, 10)
    expect(sums()).toEqual([10, 0, 1])
    expect([...standing.exposures]).toEqual([10, 0, 0])
  })

  it('counts what is held and what is on its way; an entry against a position comes after it', () => {
    const { state } = new Simulation(
      ['A', 'B', 'C', 'D'].map((id) => instrument(id)),
      rules(),
      HOUR_MS,
    )
    const hold = (k: number, lots: number) => {
      applyFill(state.account, k, lots, 90, 0, 5)
      state.account.positions[k]!.mark = 100
    }
    const send = (k: number, side: Side, lots: number) => {
      const order: Order = orderOf(k, { instrument: k, side, lots })
      state.seats[k]!.entry = order
      state.seats[k]!.close = 100
    }
    hold(0, 2000)
    hold(1, -3000)
    send(1, -1, 1000) // adds
    hold(2, 5000)
    send(2, -1, 1000) // turns it round
    send(3, 1, 700) // opens
    expect([0, 1, 2, 3].map((k) => exposureOf(state, k))).toEqual([200, -400, -100, 70])
    takeStock(state, 1234)
    const { standing } = state
    expect(standing).toMatchObject({
      equity: 1234,
      longNotional: 270,
      shortNotional: 500,
      positions: 4,
      maintenance: 0,
    })
    expect([...standing.exposures]).toEqual([200, -400, -100, 70])
    state.seats[3]!.entry = undefined
    standing.maintenance = 7
    takeStock(state, 1)
    expect(standing).toMatchObject({ longNotional: 200, shortNotional: 500, positions: 3, maintenance: 0 })
  })
})
