import { serve } from '../../../src/adapters/workers/serve.ts'
import { QtError } from '../../../src/core/error.ts'

/** Answers with twice the number it is given, after some work that grows with it. */
await serve<{ readonly refusesToStart?: boolean }, number, number>(async ({ refusesToStart }) => {
  if (refusesToStart) throw new QtError('config', 'not today', 'tomorrow')
  return (task) => {
    if (task < 0) throw new QtError('usage', `a number ≥ 0 expected, got ${task}`, 'try 1')
    if (Number.isNaN(task)) throw new TypeError('no number at all')
    if (task === 666) process.exit(3)
    let sum = 0
    for (let k = 0; k < task * 1e5; k++) sum += k % 2
    return sum >= 0 ? task * 2 : sum
  }
})
