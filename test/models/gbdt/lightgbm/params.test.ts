import { expect, test } from 'vitest'
import { type LightgbmOptions, resolveLightgbmParams } from '../../../../src/models/gbdt/lightgbm/params.ts'

test('defaults are the official ones', () => {
  expect(resolveLightgbmParams()).toMatchObject({
    objective: 'regression',
    rounds: 100,
    learningRate: 0.1,
    numLeaves: 31,
    minDataInLeaf: 20,
    maxBin: 255,
    baggingSeed: 3,
    featureFractionSeed: 2,
    metric: ['l2'],
  })
})

test('one seed draws the others, unless they are given', () => {
  // As the official library writes them into a model file.
  expect(resolveLightgbmParams({ seed: 5 })).toMatchObject(SEEDS_OF_FIVE)
  expect(resolveLightgbmParams({ seed: 5, baggingSeed: 9 }).baggingSeed).toBe(9)
})

const SEEDS_OF_FIVE = { dataRandomSeed: 54, baggingSeed: 28693, featureFractionSeed: 24449 }

test('with neither least rows nor a least hessian, a leaf holds a row', () => {
  const none = { minDataInLeaf: 0, minSumHessianInLeaf: 0 }
  expect(resolveLightgbmParams(none).minDataInLeaf).toBe(1)
  expect(resolveLightgbmParams({ ...none, minSumHessianInLeaf: 1e-3 }).minDataInLeaf).toBe(0)
  expect(resolveLightgbmParams({ ...none, minDataInLeaf: 5 }).minDataInLeaf).toBe(5)
})

test('leaves are no more than the levels hold, unless asked for', () => {
  // As the official library writes them into a model file.
  expect(resolveLightgbmParams({ maxDepth: 2 }).numLeaves).toBe(4)
  expect(resolveLightgbmParams({ maxDepth: 8 }).numLeaves).toBe(31)
  expect(resolveLightgbmParams({ maxDepth: 2, numLeaves: 7 }).numLeaves).toBe(7)
})

const WRONG: readonly (readonly [options: object, message: string])[] = [
  [{ learningRate: 0 }, 'learningRate: 0'],
  [{ numLeaves: 1 }, 'numLeaves: 1'],
  [{ numLeaves: 3.5 }, 'numLeaves: 3.5'],
  [{ objective: 'poisson' }, 'objective: "poisson"'],
  [{ maxBin: 1 }, 'maxBin: 1'],
  [{ baggingFraction: 0 }, 'baggingFraction: 0'],
  [{ featureFraction: 1.1 }, 'featureFraction: 1.1'],
  [{ lambdaL1: -1 }, 'lambdaL1: -1'],
  [{ useMissing: 1 }, 'useMissing: 1'],
  [{ objective: 'multiclass' }, 'numClass: 1'],
  [{ objective: 'binary', numClass: 2 }, 'numClass: 2'],
  [{ isUnbalance: true, scalePosWeight: 2 }, 'scalePosWeight: 2'],
  [{ dataSampleStrategy: 'goss', topRate: 0.9, otherRate: 0.2 }, 'topRate: 0.9'],
  [{ dataSampleStrategy: 'goss', otherRate: 0 }, 'otherRate: 0'],
  [{ dataSampleStrategy: 'goss', baggingFreq: 1, baggingFraction: 0.5 }, 'baggingFraction: 0.5'],
  [{ learningRate: Number.NaN }, 'learningRate: NaN'],
  [{ metric: 'l1' }, 'metric: "l1"'],
  [{ constructor: 1 }, 'there is no constructor'],
]

test.each(WRONG)('%j is refused', (options, message) => {
  expect(() => resolveLightgbmParams(options as LightgbmOptions)).toThrow(message)
})

test('a misspelt name is recognised', () => {
  expect(() => resolveLightgbmParams({ numLeafs: 3 } as LightgbmOptions)).toThrow(
    expect.objectContaining({ hint: 'did you mean numLeaves?' }),
  )
})
