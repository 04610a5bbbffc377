import type { TradingRules } from '../../../src/engine/rules.ts'
import type { MarketData } from '../../../src/market/market-data.ts'
import type { BenchContext, Measurement, Verification } from '../bench.ts'
import { alternate, timed } from './alternate.ts'
import { type Finished, runAll } from './ema-cross.ts'
import { fingerprintOf } from './fingerprint.ts'
import { Only } from './only.ts'

/** Both drivers over the same data: the vectorised one is right where the event driver says the same. */
export function verifyDrivers(data: MarketData, rules: TradingRules): Verification {
  const { result } = runAll(data, rules)
  const fingerprint = fingerprintOf(result)
  if (fingerprintOf(runAll(data, rules, 'replay').result) !== fingerprint)
    throw new Error('the vectorised run differs from the event driver')
  const rows = result.times.length.toLocaleString('en-US')
  const check = `all ${result.fills.length.toLocaleString('en-US')} fills and the equity of ${rows} bars equal those of the event driver`
  return { fingerprint, checks: [check, checkBooks(result)] }
}

/** initial + realised + unrealised − fees − funding = the last equity. */
function checkBooks({ initialEquity, account, equity }: Finished['result']): string {
  const { realised, unrealised, fees, funding } = account
  const expected = initialEquity + realised + unrealised - fees - funding
  if (Math.abs(expected / equity.at(-1)! - 1) > 1e-12) throw new Error('the books do not add up')
  return 'the books add up'
}

/** Times whole runs, metrics included. */
export async function timeRuns(
  data: MarketData,
  rules: TradingRules,
  { runs }: BenchContext,
): Promise<Measurement> {
  const prints = new Only()
  let figures: Record<string, number> = {}
  const ours = timed(
    () => runAll(data, rules),
    ({ result, metrics }) => {
      prints.take(fingerprintOf(result))
      const { fills, trades, totalReturn, fees, funding } = metrics
      figures = { fills, trades, totalReturn, fees, funding }
    },
  )
  const seconds = await alternate({ ours }, runs)
  const units = data.instruments[0]!.bars.times.length
  return { fingerprint: prints.value, units, seconds: seconds.ours, figures }
}
