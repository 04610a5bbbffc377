/**
 * Stands in for vitest while mutants are tried: collects the tests of the files that are imported, to run them
 * again and again in one process. What they expect is checked by vitest's own `expect`.
 */
import { expect } from 'vitest'

export { expect }

export interface Test {
  readonly name: string
  /** Fails by throwing. */
  readonly run: () => unknown
}

export const tests: Test[] = []
const group: string[] = []

type Body = (...values: never[]) => unknown

export function describe(name: string, body: () => void): void {
  group.push(name)
  body()
  group.pop()
}

/** The test, held to the number of assertions that it announces. */
async function held(body: () => unknown): Promise<void> {
  expect.setState({ assertionCalls: 0, expectedAssertionsNumber: null })
  await body()
  const { assertionCalls, expectedAssertionsNumber } = expect.getState()
  if (expectedAssertionsNumber !== null && expectedAssertionsNumber !== assertionCalls) {
    throw new Error(`${expectedAssertionsNumber} assertions expected, got ${assertionCalls}`)
  }
}

export function it(name: string, body: Body): void {
  tests.push({ name: [...group, name].join(' › '), run: () => held(body as () => unknown) })
}

it.each = (rows: readonly unknown[]) => (name: string, body: Body) => {
  rows.forEach((row, at) => {
    const values = (Array.isArray(row) ? row : [row]) as never[]
    it(`${name} #${at + 1}`, () => body(...values))
  })
}

export const test = it
