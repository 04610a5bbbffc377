import { describe, expect, it } from 'vitest'
import { gaussLegendre } from '../../../../src/models/gbdt/explanation/quadrature.ts'

describe('Gauss and Legendre', () => {
  it.each([2, 4, 8, 16, 32])('%i points integrate powers up to 2n − 1 exactly', (n) => {
    const { points, weights } = gaussLegendre(n)
    for (let power = 0; power < 2 * n; power++) {
      const integral = points.reduce((sum, t, k) => sum + weights[k]! * t ** power, 0)
      expect(integral).toBeCloseTo(1 / (power + 1), 14)
    }
  })

  it('is the textbook rule for two points', () => {
    const { points, weights } = gaussLegendre(2)
    expect([...points]).toEqual([
      expect.closeTo(0.5 - Math.sqrt(3) / 6, 15),
      expect.closeTo(0.5 + Math.sqrt(3) / 6, 15),
    ])
    expect([...weights]).toEqual([expect.closeTo(0.5, 15), expect.closeTo(0.5, 15)])
  })
})
