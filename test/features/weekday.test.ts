import { expect, it } from 'vitest'
import { compute } from './support/columns.ts'

it('goes round the circle once a week, from Monday UTC', () => {
  const monday = Date.parse('2024-06-10T00:00Z')
  const endTime = Array.from({ length: 14 }, (_, half) => monday + half * 43_200_000)
  const { sin, cos } = compute('weekday', {}, { endTime })
  endTime.forEach((time, half) => {
    const day = (new Date(time).getUTCDay() + 6) % 7
    expect(sin![half]).toBeCloseTo(Math.sin((2 * Math.PI * day) / 7), 15)
    expect(cos![half]).toBeCloseTo(Math.cos((2 * Math.PI * day) / 7), 15)
  })
})
