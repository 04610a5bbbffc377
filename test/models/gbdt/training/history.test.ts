import { expect, test } from 'vitest'
import { History } from '../../../../src/models/gbdt/training/history.ts'

test('scores are gathered by set and metric, round by round', () => {
  const history = new History()
  for (const score of [3, 2, 1]) {
    history.add('train', 'rmse', score)
    history.add('valid', 'rmse', 10 * score)
  }
  expect(history.scores).toEqual({ train: { rmse: [3, 2, 1] }, valid: { rmse: [30, 20, 10] } })
  expect(history.last).toBe(10)
})

test.each(['__proto__', 'constructor', 'toString'])('a set may be called %s', (name) => {
  const history = new History()
  history.add(name, 'rmse', 1)
  expect(Object.entries(history.scores)).toEqual([[name, { rmse: [1] }]])
  expect(Object.hasOwn(Object.prototype, 'rmse')).toBe(false)
})
