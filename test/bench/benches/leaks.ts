import { resolveParams } from '../../../src/authoring/params.ts'
import type { Strategy } from '../../../src/authoring/strategy.ts'
import { Digest } from '../../../src/core/hash.ts'
import { STANDARD_RULES } from '../../../src/engine/rules.ts'
import { type BacktestOptions, runBacktest } from '../../../src/research/backtest.ts'
import { leakCertificate } from '../../../src/research/leaks/leak-certificate.ts'
import { buy, column, defineStrategy, ema, hold, rsi, sell } from '../../../src/strategy.ts'
import type { Bench } from '../bench.ts'
import { alternate, timed } from '../support/alternate.ts'
import {
  HOURLY_ROWS,
  isRealDataThere,
  openHourlyMarket,
  writeHourlyMarket,
} from '../support/hourly-market.ts'
import { Only } from '../support/only.ts'
import { median } from '../support/spread.ts'

/** Streaming features and one that is computed over the whole history, as researchers write them. */
const strategy = defineStrategy({
  name: 'certified',
  summary: 'Follows a trend where the price is stretched against its own history.',
  params: {},
  features: () => ({
    fast: ema({ period: 12 }),
    slow: ema({ period: 26 }),
    strength: rsi(),
    stretch: column({ name: 'stretch', inputs: ['close'], compute: ({ close }) => stretchOf(close) }),
  }),
  decide: ({ fast, slow, strength, stretch }) => {
    if (Math.abs(stretch) < 0.5) return hold()
    const confidence = Math.min(1, 0.3 + Math.abs(strength - 50) / 40)
    return fast > slow ? buy(confidence) : sell(confidence)
  },
}) as unknown as Strategy

/** Distance from the mean of all closes so far, in mean absolute changes so far. */
function stretchOf(closes: Float64Array): Float64Array {
  let sum = 0
  let moves = 0
  return closes.map((close, i) => {
    sum += close
    moves += i > 0 ? Math.abs(close - closes[i - 1]!) : 0
    return i < 100 ? Number.NaN : (close - sum / (i + 1)) / (moves / i)
  })
}

const optionsOf = (data: BacktestOptions['data']): BacktestOptions => ({
  data,
  strategy,
  params: resolveParams(strategy.name, strategy.params, {}),
  rules: STANDARD_RULES,
  seed: 1,
  codeHash: '',
})

const printOf = (certificate: ReturnType<typeof leakCertificate>) =>
  new Digest().text(JSON.stringify(certificate)).hex()

const bench: Bench = {
  name: 'leaks',
  work: `the leak certificate of a strategy with a whole-column feature, 8 instruments × ${HOURLY_ROWS} ${isRealDataThere ? 'real' : 'synthetic'} hourly bars`,
  unit: 'bar',
  targets: [{ figure: 'backtests', atMost: 10, text: '≤ 10 × one backtest' }],
  prepare: ({ folder }) => writeHourlyMarket(folder),
  async verify({ folder }) {
    const certificate = leakCertificate(optionsOf(await openHourlyMarket(folder)))
    if (!certificate.isClean) throw new Error('a clean strategy was accused')
    return { fingerprint: printOf(certificate), checks: ['the strategy is found clean'] }
  },
  async measure({ folder, runs }) {
    const options = optionsOf(await openHourlyMarket(folder))
    const prints = new Only()
    const ours = timed(
      () => leakCertificate(options),
      (certificate) => prints.take(printOf(certificate)),
    )
    const once = timed(
      () => runBacktest(options),
      () => {},
    )
    const seconds = await alternate({ ours, once }, runs, 3)
    const backtestSeconds = median(seconds.once)
    const figures = { backtestSeconds, backtests: median(seconds.ours) / backtestSeconds }
    const units = options.data.instruments.reduce((sum, { bars }) => sum + bars.times.length, 0)
    return { fingerprint: prints.value, units, seconds: seconds.ours, figures }
  },
}

export default bench
