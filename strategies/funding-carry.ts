import { buy, close, defineStrategy, fundingMean, int, num, sell } from '../src/strategy.ts'

/** Nine times 0.0001 is a little more than 0.0009 in binary: at exactly the threshold nothing is exceeded. */
const NOISE = 1e-12

export default defineStrategy({
  name: 'funding-carry',
  summary: 'Collects funding: short while longs pay dearly, long while shorts do, flat between.',
  profile: 'plain',
  params: {
    settlements: int(9, [1, 100], 'settlements'),
    threshold: num(1e-4, [0, 1e-2], 'rate per interval'),
  },
  features: (p) => ({ mean: fundingMean({ period: p.settlements }) }),
  decide({ mean }, p) {
    if (mean > p.threshold + NOISE) return sell()
    return mean < -p.threshold - NOISE ? buy() : close()
  },
})
