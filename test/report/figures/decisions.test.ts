import { expect, test } from 'vitest'
import { decisionsFigure } from '../../../src/report/figures/decisions.ts'
import { sampleContext } from '../../support/report-context.ts'

interface Bars {
  readonly name: string
  readonly y: string[]
  readonly x: number[]
  readonly text: string[]
}

const NAMES = ['Wished', 'Governor', 'Policy', 'Lifecycle', 'Portfolio', 'Costs', 'Funding', 'Sizing']

test('each layer sees what the one before let through; what is left became orders', () => {
  const context = sampleContext()
  const { proposals, entryOrders } = context.metrics
  const [passed, refused] = decisionsFigure(context).traces as unknown as Bars[]
  expect(passed!.y).toEqual(NAMES)
  expect(refused!.x).toEqual([0, 1, 5, 0, 1, 0, 0, 1])
  const after = [0, 1, 6, 6, 7, 7, 7, 8]
  expect(passed!.x).toEqual(after.map((count) => proposals - count))
  expect(passed!.x.at(-1)).toBe(entryOrders)
  expect(refused!.text.slice(0, 3)).toEqual(['', '−1', '−5'])
})

test('what was too small to add has a row of its own', () => {
  const { counts } = sampleContext().result
  const context = sampleContext({ counts: { ...counts, proposals: counts.proposals + 3 } })
  const [passed, refused] = decisionsFigure(context).traces as unknown as Bars[]
  expect(passed!.y).toEqual([...NAMES, 'Too small to add'])
  expect(refused!.x.at(-1)).toBe(3)
  expect(passed!.x.at(-1)).toBe(context.metrics.entryOrders)
})
