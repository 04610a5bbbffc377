import { expect, test } from 'vitest'
import { EarlyStopping } from '../../../../../src/models/gbdt/xgboost/evaluation/early-stopping.ts'

/** Rounds that are run, and the best one. */
function run(scores: readonly number[], { rounds = 2, minDelta = 0, isHigherBetter = false } = {}) {
  const stopping = new EarlyStopping(rounds, minDelta, isHigherBetter)
  let ran = 0
  for (const score of scores) {
    if (stopping.shouldStop) break
    stopping.observe(score)
    ran++
  }
  return { ran, best: stopping.bestIteration, score: stopping.bestScore }
}

test('stops after so many rounds in a row without an improvement', () => {
  expect(run([5, 4, 4.5, 3, 3.5, 3.2, 1])).toEqual({ ran: 6, best: 3, score: 3 })
})

test('an equal score is no improvement', () => {
  expect(run([5, 5, 5, 1])).toEqual({ ran: 3, best: 0, score: 5 })
})

test('an improvement must be larger than minDelta', () => {
  expect(run([5, 4.5, 4, 3], { minDelta: 1, rounds: 3 })).toEqual({ ran: 4, best: 3, score: 3 })
  expect(run([0.5, 0.6, 0.7], { minDelta: 0.2, isHigherBetter: true })).toEqual({
    ran: 3,
    best: 0,
    score: 0.5,
  })
})

test('greater is better for areas', () => {
  expect(run([0.5, 0.7, 0.6, 0.65, 0.9], { isHigherBetter: true })).toEqual({ ran: 4, best: 1, score: 0.7 })
})

test('a score that is no number never improves', () => {
  expect(run([1, Number.NaN, Number.NaN, 0])).toEqual({ ran: 3, best: 0, score: 1 })
})
