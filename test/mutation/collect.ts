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

type Hook = () => unknown

/** Done once, around all tests: what files ask for outside of a group. */
const once = { before: [] as Hook[], after: [] as Hook[] }
export const setUp = () => inTurn(once.before)
export const tearDown = () => inTurn(once.after)

/** A group that is being collected, and what it asks for before its first test. */
interface Group {
  readonly name: string
  readonly before: Hook[]
}
const groups: Group[] = []

let round = 0

/** From now on groups are prepared anew: another mutant may be met in it. */
export function startRound(): void {
  round++
}

type Body = (...values: never[]) => unknown

async function inTurn(hooks: readonly Hook[]): Promise<void> {
  for (const hook of hooks) await hook()
}

export function describe(name: string, body: () => void): void {
  groups.push({ name, before: [] })
  body()
  groups.pop()
}

export function beforeAll(hook: Hook): void {
  const group = groups.at(-1)
  if (group) group.before.push(oncePerRound(hook))
  else once.before.push(hook)
}

function oncePerRound(hook: Hook): Hook {
  let done = -1
  return async () => {
    if (done === round) return
    done = round
    await hook()
  }
}

export function afterAll(hook: Hook): void {
  once.after.push(hook)
}

/** The same for every row; a row that is a list gives several arguments. */
const eachOf =
  (collect: (name: string, body: () => unknown) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, body: Body) => {
    for (const [at, row] of rows.entries()) {
      const values = (Array.isArray(row) ? row : [row]) as never[]
      collect(`${name} #${at + 1}`, () => body(...values))
    }
  }

describe.each = eachOf(describe)

/** The test, held to the number of assertions that it announces. */
async function held(body: () => unknown): Promise<void> {
  expect.setState({ assertionCalls: 0, expectedAssertionsNumber: null })
  await body()
  const { assertionCalls, expectedAssertionsNumber } = expect.getState()
  if (expectedAssertionsNumber !== null && expectedAssertionsNumber !== assertionCalls) {
    throw new Error(`${expectedAssertionsNumber} assertions expected, got ${assertionCalls}`)
  }
}

export function it(name: string, body: () => unknown): void {
  const before = groups.flatMap((group) => group.before)
  const run = async () => {
    await inTurn(before)
    await held(body)
  }
  tests.push({ name: [...groups.map((group) => group.name), name].join(' › '), run })
}

it.each = eachOf(it)

export const test = it
