import { buy, crossState, defineStrategy, ema, hold, int, sell } from '../src/strategy.ts'

export default defineStrategy({
  name: 'ema-cross',
  summary: 'Long above, short below the cross of two EMAs; flat until the first cross, then always in.',
  profile: 'plain',
  params: {
    fast: int(12, [2, 500], 'bars'),
    slow: int(26, [3, 1000], 'bars'),
  },
  features: (p) => ({ cross: crossState({ of: [ema({ period: p.fast }), ema({ period: p.slow })] }) }),
  decide: ({ cross }) => (cross > 0 ? buy() : cross < 0 ? sell() : hold()),
})
