import '../../support/keep-type-stripper.ts'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { TreeCrew } from '../../../src/adapters/workers/tree-crew.ts'
import { binForXgboost } from '../../../src/models/gbdt/xgboost/bins/bins.ts'
import { trainXgboost } from '../../../src/models/gbdt/xgboost/train.ts'
import { FITS, randomSet } from '../../support/gbdt/random-fit.ts'

const crews = [1, 2, 3].map((threads) => TreeCrew.start(threads))
afterAll(() => Promise.all(crews.map((crew) => crew.close())))

describe.each(FITS)('a fit of %s', (_library, fits) => {
  it('is the same, bit for bit, on one thread, two and three', () => {
    fc.assert(
      fc.property(fits, ({ set, train }) => {
        const evaluation = [
          { ...set, name: 'train' },
          { ...set, columns: set.columns.map((column) => column.toReversed()), name: 'turned' },
        ]
        const alone = train(set, { evaluation })
        for (const crew of crews) expect(train(set, { evaluation, crew })).toEqual(alone)
      }),
      { numRuns: 10 },
    )
  })
})

describe('a crew', () => {
  const set = randomSet(1, { rows: 500, features: 5, classes: 2 })
  const params = { objective: 'binary:logistic', rounds: 3 } as const

  it('bins as one thread does', () => {
    const alone = binForXgboost(set, { maxBin: 300 })
    for (const crew of crews) expect(binForXgboost(set, { maxBin: 300, crew })).toEqual(alone)
  })

  it('takes a fit within a fit', () => {
    const crew = crews[1]!
    const alone = trainXgboost(set, params)
    const inner: unknown[] = []
    const outer = trainXgboost(set, params, {
      crew,
      onRound: () => inner.push(trainXgboost(set, params, { crew })),
    })
    expect(outer).toEqual(alone)
    expect(inner).toEqual([alone, alone, alone])
  })

  it('goes on after a fit that was broken off', () => {
    const crew = crews[2]!
    const onRound = () => {
      throw new Error('enough')
    }
    expect(() => trainXgboost(set, params, { crew, onRound })).toThrow('enough')
    expect(trainXgboost(set, params, { crew })).toEqual(trainXgboost(set, params))
  })

  it.each([1, 2])('of %i refuses work once it is closed, and may be closed twice', async (threads) => {
    const crew = TreeCrew.start(threads)
    await crew.close()
    await crew.close()
    expect(() => trainXgboost(set, params, { crew })).toThrow('the crew of threads was closed')
  })
})
