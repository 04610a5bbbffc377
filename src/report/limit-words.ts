import type { Refusal } from '../market/records.ts'

/** What was asked too much of, in words. */
export const LIMIT_WORDS: Readonly<Record<Refusal['limit'], string>> = {
  dailyLoss: 'daily loss reached',
  exposure: 'exposure limit reached',
  losingStreak: 'too many losing trades in a row',
  unhealthy: 'system unhealthy',
  killSwitch: 'kill switch',
  confidence: 'confidence too low',
  warmUp: 'regime or volatility not known yet',
  volume: 'nothing traded in the bar',
  consensus: 'no consensus',
  rewardToRisk: 'reward not worth the risk',
  opposite: 'signal against the open position',
  cooldown: 'cooldown after a trade',
  positions: 'too many positions',
  sideExposure: 'exposure limit of the side reached',
  correlation: 'moves with what is held',
  edge: 'expected edge below cost',
  rate: 'funding too dear',
  equity: 'no equity left',
  stop: 'no stop to size with',
  minNotional: 'below the minimum notional',
  liquidation: 'stop beyond liquidation',
  margin: 'not enough margin',
  postOnly: 'post-only would have crossed',
  reduceOnly: 'nothing left to reduce',
}
