import { LightgbmRandom } from './random.ts'

const LIMIT = 32_767

/** One seed for all: the others, in the order in which the original draws them. */
function drawSeeds(seed: number) {
  const random = new LightgbmRandom(seed)
  const next = () => random.nextShort(0, LIMIT)
  return { data: next(), bagging: next(), drop: next(), feature: next(), objective: next(), extra: next() }
}

/** Seeds of the parameters. */
export function seedsFrom(seed: number) {
  const { data, bagging, feature } = drawSeeds(seed)
  return { dataRandomSeed: data, baggingSeed: bagging, featureFractionSeed: feature }
}

/** Seeds that only a model file names: of what is not offered here. */
export function unusedSeeds(seed: number) {
  const { drop, objective, extra } = drawSeeds(seed)
  return { drop_seed: drop, objective_seed: objective, extra_seed: extra }
}
