import { expect, test } from 'vitest'
import { pythonText } from '../../../../src/models/gbdt/file/python-text.ts'

// Printed by Python's str().
test.each([
  [0, '0.0'],
  [2, '2.0'],
  [-3, '-3.0'],
  [0.25, '0.25'],
  [1 / 3, '0.3333333333333333'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [-0.000012345, '-1.2345e-05'],
  [123456789012345.6, '123456789012345.6'],
  [1e15, '1000000000000000.0'],
  [1e16, '1e+16'],
  [1.5e300, '1.5e+300'],
  [5e-324, '5e-324'],
  [Number.NaN, 'nan'],
  [Number.POSITIVE_INFINITY, 'inf'],
  [Number.NEGATIVE_INFINITY, '-inf'],
])('%d is %s', (x, text) => {
  expect(pythonText(x)).toBe(text)
})
