import type { LightgbmTree } from '../model.ts'

/** Lines `name=splits` of the features that are split on with a gain, the most used first, ties in their order. */
export function importanceLines(names: readonly string[], trees: readonly LightgbmTree[]): string[] {
  const counts = new Array<number>(names.length).fill(0)
  for (const { splitFeature, splitGain } of trees) {
    splitFeature.forEach((feature, split) => {
      if (splitGain[split]! > 0) counts[feature]!++
    })
  }
  return names
    .map((name, feature) => ({ name, count: counts[feature]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ name, count }) => `${name}=${count}`)
}
