import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importDataset } from '../../src/adapters/data/import-dataset.ts'
import { openDataset } from '../../src/adapters/data/open-dataset.ts'
import { resolveParams } from '../../src/authoring/params.ts'
import type { Strategy } from '../../src/authoring/strategy.ts'
import { PLAIN_RULES, type TradingRules } from '../../src/engine/rules.ts'
import { type InstrumentData, type MarketData, withoutFiner } from '../../src/market/market-data.ts'
import type { Trade } from '../../src/market/records.ts'
import { runBacktest } from '../../src/research/backtest.ts'
import { readingsOf } from '../../src/research/readings.ts'
import emaCross from '../../strategies/ema-cross.ts'

const DATA = join(import.meta.dirname, '../../../shared/data')
const isThere = existsSync(DATA)
if (!isThere) console.warn('finer-real.test.ts skipped: ../shared/data is absent')

/** The month for which there are minutes of BTC, ETH and SOL. */
const RANGE = { from: Date.UTC(2025, 4, 4, 16), to: Date.UTC(2025, 5, 3, 14) }
const LEVEL = 0.004

const RULES: TradingRules = {
  ...PLAIN_RULES,
  exits: { stopPct: LEVEL, targetPct: LEVEL, targetShare: 1 },
  venue: { ...PLAIN_RULES.venue, slippage: { kind: 'none' } },
}

/** The exit that the minutes give, by the plainest loop there is; undefined where one minute holds both. */
function exitBy({ bars, finer }: InstrumentData, { side, openTime, closeTime, entryPrice }: Trade) {
  const [up, down] = [entryPrice * (1 + LEVEL), entryPrice * (1 - LEVEL)]
  const { times, highs, lows } = finer ?? bars
  for (let i = times.indexOf(openTime); i < times.length && times[i]! < closeTime + 3_600_000; i++) {
    const isUp = highs[i]! >= up
    const isDown = lows[i]! <= down
    if (isUp && isDown) return undefined
    if (isUp || isDown) return isUp === side > 0 ? 'target' : 'stop'
  }
  return 'signal'
}

describe.skipIf(!isThere)('real hours walked along their minutes', () => {
  const root = mkdtempSync(join(tmpdir(), 'qt-finer-'))
  let data: MarketData
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  beforeAll(async () => {
    const [bars, finer] = [[join(DATA, 'perp-1h')], [join(DATA, 'perp-1m')]]
    await importDataset(root, { name: 'x', bars, finer, finerTimeframe: '1m' })
    data = await openDataset(root, 'x', { symbols: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'], ...RANGE })
  })
  const optionsOf = (data: MarketData) => ({
    data,
    strategy: emaCross as unknown as Strategy,
    params: resolveParams('ema-cross', emaCross.params, {}),
    rules: RULES,
    seed: 1,
    codeHash: '',
  })

  it('settle every exit that the hours leave open, as the minutes say', () => {
    const result = runBacktest(optionsOf(data))
    expect(result.counts.settledExits).toBeGreaterThan(30)
    expect(result.counts).toMatchObject({ ambiguousExits: 0, finerWalks: result.counts.settledExits })
    let exits = 0
    for (const trade of result.trades) {
      if (trade.exitReason !== 'stop' && trade.exitReason !== 'target') continue
      exits++
      expect(exitBy(data.instruments[trade.instrument]!, trade)).toBe(trade.exitReason)
    }
    expect(exits).toBeGreaterThan(200)
  })

  it('leave nothing for the reading to decide, which without them decides a great deal', () => {
    const bare = optionsOf(withoutFiner(data))
    const plain = runBacktest(bare)
    expect(plain.counts.ambiguousExits).toBeGreaterThan(30)
    expect(readingsOf(bare, plain)!.profitResting).toBeGreaterThan(300)
    const finals = (['pessimistic', 'optimistic', 'ohlc'] as const).map((reading) => {
      const options = optionsOf(data)
      const rules = { ...RULES, venue: { ...RULES.venue, reading } }
      return runBacktest({ ...options, rules }).equity.at(-1)
    })
    expect(new Set(finals).size).toBe(1)
  })

  it('agree with the hours throughout', () => {
    const { notes } = runBacktest(optionsOf(data))
    expect(notes.join('\n')).not.toContain('could not be walked')
  })
})
