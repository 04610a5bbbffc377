import { assert } from '../core/assert.ts'
import { type Grid, gridOf } from '../market/grid.ts'
import type { Instrument } from '../market/instrument.ts'
import { movePosition, Position } from './position.ts'

/** `cross`: all positions share the wallet. `isolated`: each has its own margin and can lose no more. */
export type MarginMode = 'cross' | 'isolated'

/** The books of one account. Everything is in quote units; costs are positive. */
export class Account {
  readonly initial: number
  readonly marginMode: MarginMode
  readonly instruments: readonly Instrument[]
  readonly grids: readonly Grid[]
  readonly positions: readonly Position[]
  realised = 0
  fees = 0
  funding = 0
  /** initial + realised − fees − funding. */
  wallet: number
  /** Instruments with an open position. */
  openCount = 0

  constructor(instruments: readonly Instrument[], initial: number, marginMode: MarginMode) {
    this.instruments = instruments
    this.grids = instruments.map(gridOf)
    this.positions = instruments.map(() => new Position())
    this.initial = initial
    this.marginMode = marginMode
    this.wallet = initial
  }

  /** Wallet plus unrealised profit of all positions at their last marks. */
  get equity(): number {
    return this.openCount === 0 ? this.wallet : this.wallet + this.unrealised
  }

  get unrealised(): number {
    const { positions } = this
    let sum = 0
    for (let k = 0; k < positions.length; k++) {
      const position = positions[k]!
      if (position.lots !== 0) sum += position.units * (position.mark - position.entryPrice)
    }
    return sum
  }

  /** Equity less the initial margin of every position (notional at mark ÷ its leverage). */
  get freeMargin(): number {
    if (this.openCount === 0) return this.wallet
    let free = this.equity
    for (const position of this.positions) if (position.lots !== 0) free -= position.initialMargin
    return free
  }
}

/**
 * Enters a fill in the books and returns the profit it realised.
 *
 * @param lotsDelta signed lots
 * @param leverage  of a fill that opens or adds: the position's from then on; NaN for one that reduces
 */
export function applyFill(
  account: Account,
  instrument: number,
  lotsDelta: number,
  price: number,
  fee: number,
  leverage: number,
): number {
  const position = account.positions[instrument]!
  const lotsBefore = position.lots
  assert(
    lotsBefore * lotsDelta >= 0 || Math.abs(lotsDelta) <= Math.abs(lotsBefore),
    'a reversal is a closing and an opening fill',
  )
  const realised = movePosition(position, account.grids[instrument]!, lotsDelta, price)
  if (lotsBefore * lotsDelta >= 0) position.leverage = leverage
  if (lotsBefore === 0) account.openCount++
  if (position.lots === 0) account.openCount--
  if (account.marginMode === 'isolated')
    moveMargin(account, position, lotsBefore, lotsDelta, price, instrument)
  account.realised += realised
  account.fees += fee
  settleWallet(account)
  return realised
}

/** Isolated margin: an opening fill puts up notional ÷ leverage, a reducing one releases its share. */
function moveMargin(
  account: Account,
  position: Position,
  lotsBefore: number,
  lotsDelta: number,
  price: number,
  instrument: number,
): void {
  if (lotsBefore * lotsDelta >= 0) {
    const units = Math.abs(lotsDelta) / account.grids[instrument]!.lotsPerUnit
    position.margin += (units * price) / position.leverage
  } else position.margin = position.lots === 0 ? 0 : (position.margin * position.lots) / lotsBefore
}

/** Enters a funding payment (positive = paid); in isolated mode it comes out of the position's margin. */
export function applyFunding(account: Account, instrument: number, payment: number): void {
  account.funding += payment
  const position = account.positions[instrument]!
  if (account.marginMode === 'isolated' && position.lots !== 0) position.margin -= payment
  settleWallet(account)
}

function settleWallet(account: Account): void {
  account.wallet = account.initial + account.realised - account.fees - account.funding
}
