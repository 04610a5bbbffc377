import { expect, test } from 'vitest'
import { type KnownNames, namedValues } from '../../../../src/models/gbdt/training/known-names.ts'

const KNOWN: KnownNames = {
  what: 'parameters',
  names: ['maxDepth', 'learningRate'],
  aliases: { eta: 'learningRate', nthread: 'start a crew' },
}

const hintOf = (given: unknown): string | undefined => {
  try {
    namedValues(given, KNOWN)
  } catch (error) {
    return (error as { hint?: string }).hint
  }
  throw new Error('nothing was refused')
}

test('what is given is taken, without what is undefined', () => {
  expect(namedValues({ maxDepth: 3, learningRate: undefined }, KNOWN)).toEqual({ maxDepth: 3 })
  expect(namedValues({}, KNOWN)).toEqual({})
})

test.each([
  ['max_depth', 'did you mean maxDepth?'],
  ['MAX-DEPTH', 'did you mean maxDepth?'],
  ['eta', 'did you mean learningRate?'],
  ['maxDepht', 'did you mean maxDepth?'],
  ['nThread', 'start a crew'],
  ['hasOwnProperty', 'known: maxDepth, learningRate'],
])('%s: %s', (name, hint) => {
  expect(hintOf({ [name]: 1 })).toBe(hint)
})

test.each([[null], [undefined], [3], [[]]])('%j holds no names', (given) => {
  expect(() => namedValues(given, KNOWN)).toThrow('parameters: an object { name: value } expected')
})
