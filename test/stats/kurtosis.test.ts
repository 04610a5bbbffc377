import { expect, test } from 'vitest'
import { kurtosis } from '../../src/stats/kurtosis.ts'
import { expectClose } from '../support/close.ts'

test('of a coin is 1, the least there is', () => expectClose(kurtosis(Float64Array.of(-1, 1, -1, 1)), 1))

test('of 0, 0, 3: m₂ = 2, m₄ = 6', () => expectClose(kurtosis(Float64Array.of(0, 0, 3)), 1.5))

test('is not defined without variation', () => expect(kurtosis(Float64Array.of(0.5, 0.5))).toBeNull())
