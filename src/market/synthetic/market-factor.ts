import type { Random } from '../../core/random.ts'
import { HOUR_MS } from '../../core/time.ts'
import { noise, VolatilityCluster } from './noise.ts'

/** Steps in which prices move within a bar; highs and lows come from them. */
export const STEPS_PER_BAR = 4

interface Regime {
  /** Mean return per hour. */
  readonly drift: number
  /** Multiple of the ordinary deviation. */
  readonly volatility: number
  /** Pull back to where the regime began, share of the distance per hour. */
  readonly reversion: number
  readonly meanHours: number
  /** Odds of the next regime, in the order of `REGIMES`. */
  readonly next: readonly number[]
}

/** Up-trend, down-trend, range, turbulence. */
const REGIMES: readonly Regime[] = [
  { drift: 0.00045, volatility: 0.9, reversion: 0, meanHours: 260, next: [0, 3, 5, 2] },
  { drift: -0.00055, volatility: 1.25, reversion: 0, meanHours: 170, next: [3, 0, 5, 2] },
  { drift: 0, volatility: 0.65, reversion: 0.012, meanHours: 220, next: [5, 4, 0, 1] },
  { drift: -0.0002, volatility: 2.2, reversion: 0, meanHours: 40, next: [4, 3, 3, 0] },
]

const HOURLY_DEVIATION = 0.0042
const JUMPS_PER_HOUR = 1 / 420

/** Returns of the factor that all instruments share, `STEPS_PER_BAR` to a bar. */
export function marketFactor(random: Random, bars: number, intervalMs: number): Float64Array {
  const hours = intervalMs / HOUR_MS
  const deviation = HOURLY_DEVIATION * Math.sqrt(hours / STEPS_PER_BAR)
  const cluster = new VolatilityCluster()
  const returns = new Float64Array(bars * STEPS_PER_BAR)
  let regime = REGIMES[2]!
  let level = 1
  let anchor = 1
  for (let bar = 0; bar < bars; bar++) {
    if (random.uniform() * regime.meanHours < hours) {
      regime = nextRegime(random, regime, level)
      anchor = level
    }
    const jumpStep = random.uniform() < JUMPS_PER_HOUR * hours ? random.integer(0, STEPS_PER_BAR - 1) : -1
    const pull = regime.drift - regime.reversion * (level / anchor - 1)
    const scale = deviation * regime.volatility * cluster.deviation
    let barReturn = 0
    for (let step = 0; step < STEPS_PER_BAR; step++) {
      const jump = step === jumpStep ? 0.022 * noise(random) : 0
      const value = (pull * hours) / STEPS_PER_BAR + scale * noise(random) + jump
      returns[bar * STEPS_PER_BAR + step] = value
      level *= 1 + value
      barReturn += value
    }
    cluster.push(barReturn / (2 * deviation))
  }
  return returns
}

/** Chosen by the odds; the further the market has run from its start, the likelier the way back. */
function nextRegime(random: Random, { next }: Regime, level: number): Regime {
  const lean = Math.min(2, Math.max(-2, 2 * (level - 1.3)))
  const odds = next.map((weight, index) =>
    Math.max(0, weight + (index === 0 ? -lean : index === 1 ? lean : 0)),
  )
  let left = random.uniform() * odds.reduce((sum, weight) => sum + weight, 0)
  const index = odds.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return REGIMES[Math.max(0, index)]!
}
