import { buy, close, defineStrategy, fundingMean, int, num, sell } from '../src/strategy.ts'

export default defineStrategy({
  name: 'funding-carry',
  summary: 'Collects funding: short while longs pay dearly, long while shorts do, flat between.',
  params: {
    settlements: int(9, [1, 100], 'settlements'),
    threshold: num(1e-4, [0, 1e-2], 'rate per interval'),
  },
  features: (p) => ({ mean: fundingMean({ period: p.settlements }) }),
  decide: ({ mean }, p) => (mean > p.threshold ? sell() : mean < -p.threshold ? buy() : close()),
})
