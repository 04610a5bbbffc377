import {
  buy,
  closeLong,
  closeShort,
  defineStrategy,
  highest,
  hold,
  int,
  lag,
  lowest,
  sell,
} from '../src/strategy.ts'

export default defineStrategy({
  name: 'donchian-breakout',
  summary: 'Follows a close outside the channel of the bars before; exits at the opposite shorter channel.',
  profile: 'plain',
  params: {
    entry: int(20, [2, 500], 'bars'),
    exit: int(10, [1, 500], 'bars'),
  },
  features: (p) => ({
    close: 'close',
    entryHigh: lag({ of: highest({ of: 'high', period: p.entry }) }),
    entryLow: lag({ of: lowest({ of: 'low', period: p.entry }) }),
    exitHigh: lag({ of: highest({ of: 'high', period: p.exit }) }),
    exitLow: lag({ of: lowest({ of: 'low', period: p.exit }) }),
  }),
  decide({ close, entryHigh, entryLow, exitHigh, exitLow }) {
    if (close > entryHigh) return buy()
    if (close < entryLow) return sell()
    if (close < exitLow) return closeLong()
    return close > exitHigh ? closeShort() : hold()
  },
})
