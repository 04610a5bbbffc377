import { HOUR_MS } from '../../src/core/time.ts'
import { Account } from '../../src/ledger/account.ts'
import type { Proposal, Standing } from '../../src/risk/proposal.ts'
import { instrument } from './market.ts'

/** A long of an ordinary market that every layer lets pass. */
export function proposalOf(given: Partial<Proposal> = {}): Proposal {
  return {
    instrument: 0,
    side: 1,
    confidence: 0.6,
    votes: undefined,
    edgeBps: Number.NaN,
    price: 100,
    regime: 0,
    atr: 2,
    volume: 1000,
    fundingRate: 0.0001,
    fundingIntervalMs: 8 * HOUR_MS,
    stopPct: 0.03,
    targetPct: 0.06,
    slippageBps: 2,
    feeBps: 10,
    cooldownUntil: Number.NEGATIVE_INFINITY,
    exposure: 1,
    riskMultiplier: 1,
    room: Number.POSITIVE_INFINITY,
    ...given,
  }
}

/** An account of 10 000 that holds nothing. */
export function standingOf(given: Partial<Standing> = {}): Standing {
  const instruments = [instrument('AUSDT'), instrument('BUSDT'), instrument('CUSDT')]
  return {
    account: new Account(instruments, 10_000, 'cross'),
    now: 100 * HOUR_MS,
    equity: 10_000,
    longNotional: 0,
    shortNotional: 0,
    positions: 0,
    maintenance: 0,
    exposures: new Float64Array(3),
    returns: undefined,
    ...given,
  }
}
