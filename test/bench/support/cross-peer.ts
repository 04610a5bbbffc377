import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TradingRules } from '../../../src/engine/rules.ts'
import type { MarketData } from '../../../src/market/market-data.ts'
import type { BenchContext, PeerTiming } from '../bench.ts'
import { alternate, timed } from './alternate.ts'
import { CROSS_RULES, EMA_PERIODS, type Finished, runAll } from './ema-cross.ts'
import { assertNear, assertSame } from './near.ts'
import { Peer } from './peer.ts'
import { writeRaw } from './raw-columns.ts'

/** Another engine that does the EMA cross on the same bars. */
export interface CrossPeer {
  /** What pip calls it. */
  readonly name: string
  /** File in test/bench/peers. */
  readonly script: string
  readonly command: string
  readonly work: string
  readonly slippageBps: number
  readonly market: () => MarketData
}

const NOTIONAL = 1_000
const FINAL_TOLERANCE = 1e-6

/** Ours and theirs in turn; every run must have the same number of trades and the same final equity. */
export async function timePeer(peer: CrossPeer, { folder, runs, log }: BenchContext): Promise<PeerTiming> {
  const { name, work } = peer
  log(`  ${name}: ${work}`)
  const data = peer.market()
  const rules = rulesOf(peer)
  const own = join(folder, name)
  mkdirSync(own, { recursive: true })
  writeRaw(own, { ...data.instruments[0]!.bars })
  const program = await Peer.start(peer.script, own, settingsOf(data, rules, peer))
  if (typeof program === 'string') return { name, work, missing: program, ours: [], theirs: [] }
  const expected = figuresOf(runAll(data, rules))
  const theirs = async () => {
    const answer = await program.ask(peer.command)
    assertSame(`trades (${name})`, expected.trades, Number(answer.trades))
    assertNear(`final equity (${name})`, expected.final, Number(answer.final), FINAL_TOLERANCE)
    return Number(answer.seconds)
  }
  const ours = timed(
    () => runAll(data, rules),
    (run) => assertSame('trades', figuresOf(run).trades, expected.trades),
  )
  const seconds = await alternate({ ours, theirs }, runs)
  program.close()
  return { name: program.version, work: `${work}; ${expected.trades} equal trades`, ...seconds }
}

function figuresOf({ metrics }: Finished): { trades: number; final: number } {
  return { trades: metrics.trades, final: metrics.finalEquity }
}

function rulesOf({ slippageBps }: CrossPeer): TradingRules {
  const sizing = { kind: 'notional', notional: NOTIONAL } as const
  return {
    ...CROSS_RULES,
    sizing,
    venue: { ...CROSS_RULES.venue, slippage: { kind: 'fixed', bps: slippageBps } },
  }
}

function settingsOf(data: MarketData, { initialEquity }: TradingRules, { slippageBps }: CrossPeer): object {
  const { lotStep, takerFeeBps } = data.instruments[0]!.instrument
  return {
    ...EMA_PERIODS,
    notional: NOTIONAL,
    cash: initialEquity,
    feeBps: takerFeeBps,
    slippageBps,
    lotStep,
  }
}
