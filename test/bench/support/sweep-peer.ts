import { SweepPool } from '../../../src/adapters/workers/sweep-pool.ts'
import type { MarketData } from '../../../src/market/market-data.ts'
import { gridOfParams, type SweepRow } from '../../../src/research/sweep.ts'
import type { BenchContext, PeerTiming } from '../bench.ts'
import { alternate, timed } from './alternate.ts'
import { CROSS_RULES } from './ema-cross.ts'
import { assertNear, assertSame } from './near.ts'
import { Peer } from './peer.ts'
import { writeRaw } from './raw-columns.ts'

const SETS = gridOfParams({ fast: [5, 12, 20, 44], slow: [50, 80, 110, 140, 170, 200, 230, 260, 290] })
const WORK = `${SETS.length} of the pairs; trades, total return, Sharpe ratio and drawdown of each`

/** Ours on all cores and vectorbt on one, in turn; every cell must have the same trades and the same return. */
export async function timeVectorbt(
  data: MarketData,
  strategyFile: string,
  { folder, runs }: BenchContext,
): Promise<PeerTiming> {
  writeRaw(folder, { ...data.instruments[0]!.bars })
  const peer = await Peer.start('sweep_vectorbt.py', folder, settingsOf(data))
  if (typeof peer === 'string') return { name: 'vectorbt', work: WORK, missing: peer, ours: [], theirs: [] }
  const pool = await SweepPool.start({ data, strategyFile, rules: CROSS_RULES })
  const expected = await pool.evaluate(SETS)
  const theirs = async () => {
    const answer = (await peer.ask('sweep')) as unknown as Cells & { seconds: number }
    checkCells(expected, answer)
    return answer.seconds
  }
  const ours = timed(
    () => pool.evaluate(SETS),
    (rows) => assertSame('trades', rows.at(-1)!.trades, expected.at(-1)!.trades),
  )
  const seconds = await alternate({ ours, theirs }, runs)
  await pool.close()
  peer.close()
  return { name: peer.version, work: WORK, ...seconds }
}

interface Cells {
  readonly trades: readonly number[]
  readonly returns: readonly number[]
}

function checkCells(rows: readonly SweepRow[], { trades, returns }: Cells): void {
  for (const [k, row] of rows.entries()) {
    const pair = JSON.stringify(SETS[k])
    assertSame(`trades of ${pair}`, row.trades, trades[k]!)
    assertNear(`final equity of ${pair}`, 1 + row.totalReturn, 1 + returns[k]!, 1e-6)
  }
}

function settingsOf({ instruments }: MarketData): object {
  const { lotStep, takerFeeBps } = instruments[0]!.instrument
  const pairs = SETS.map(({ fast, slow }) => [fast, slow])
  const costs = { feeBps: takerFeeBps, slippageBps: 2, lotStep }
  return { pairs, chunk: 12, notional: 1_000, cash: CROSS_RULES.initialEquity, ...costs }
}
