import { expect, test } from 'vitest'
import { skewness } from '../../src/stats/skewness.ts'
import { expectClose } from '../support/close.ts'

test('of 0, 0, 3: m₂ = 2, m₃ = 2', () => expectClose(skewness(Float64Array.of(0, 0, 3)), 2 / 2 ** 1.5))

test('of symmetric values is 0', () => expectClose(skewness(Float64Array.of(-2, -1, 1, 2)), 0))

test('is not defined without variation', () => expect(skewness(Float64Array.of(1, 1, 1))).toBeNull())
