import { buy, close, closeLong, closeShort, defineStrategy, int, num, rsi, sell } from '../src/strategy.ts'

export default defineStrategy({
  name: 'rsi-reversion',
  summary: 'Long below an RSI of 30 until it is back at 50, short above 70 until 50.',
  profile: 'plain',
  params: {
    period: int(14, [2, 200], 'bars'),
    low: num(30, [1, 50]),
    high: num(70, [50, 99]),
    exit: num(50, [1, 99]),
  },
  features: (p) => ({ strength: rsi({ period: p.period }) }),
  decide({ strength }, p) {
    if (strength < p.low) return buy()
    if (strength > p.high) return sell()
    if (strength === p.exit) return close()
    return strength > p.exit ? closeLong() : closeShort()
  },
})
