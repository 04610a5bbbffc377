import { expect } from 'vitest'
import type { OfficialAnswer } from './cases.ts'

/** Expects the scores of every set, metric and round, to a share of the score. */
export function expectHistory(
  ours: OfficialAnswer['history'],
  theirs: OfficialAnswer['history'],
  shareOf: (metric: string) => number,
): void {
  for (const [set, metrics] of Object.entries(theirs)) {
    for (const [metric, scores] of Object.entries(metrics)) {
      const found = ours[set]?.[metric] ?? []
      expect([set, metric, found.length]).toEqual([set, metric, scores.length])
      const isFar = (score: number, round: number) =>
        !Object.is(score, found[round]) && !(Math.abs(score - found[round]!) <= shareOf(metric) * score)
      expect([set, metric, scores.filter(isFar)]).toEqual([set, metric, []])
    }
  }
}
