import { expect, it } from 'vitest'
import { compute } from './support/columns.ts'

const at = (...times: string[]) => ({ endTime: times.map((time) => Date.parse(time)) })

it('goes round the circle once a day, from midnight UTC', () => {
  const { sin, cos } = compute(
    'hour',
    {},
    at('2024-06-11T00:00Z', '2024-06-11T06:59Z', '2024-06-11T12:00Z', '2024-06-11T18:00Z'),
  )
  expect([...sin!]).toEqual([0, 1, 0, -1])
  expect([...cos!]).toEqual([1, 0, -1, 0])
})

it('is on the circle at every hour', () => {
  const endTime = Array.from({ length: 24 }, (_, hour) => hour * 3_600_000)
  const { sin, cos } = compute('hour', {}, { endTime })
  endTime.forEach((_, hour) => {
    expect(sin![hour]).toBeCloseTo(Math.sin((hour * Math.PI) / 12), 14)
    expect(cos![hour]).toBeCloseTo(Math.cos((hour * Math.PI) / 12), 14)
  })
})
