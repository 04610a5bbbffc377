import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { clockOf } from '../../src/features/clock.ts'
import type { FeatureSpec } from '../../src/features/definition.ts'
import { definitions } from '../../src/features/feature-catalogue.ts'
import { type FeatureInputs, featureInputs } from '../../src/features/inputs.ts'
import { lookbackOf } from '../../src/features/lookback.ts'
import { computeColumns, FeaturePlan } from '../../src/features/plan.ts'
import type { MarketData } from '../../src/market/market-data.ts'
import { makeMarket, mapMarket, startingAt } from './support/market.ts'
import { allSpecs, everySpec, higherSpecs, nestedSpecs, shortSpecs } from './support/specs.ts'

const ROWS = 600
/** Rows that inputs themselves may reach back: a day of trailing volume, and the longest gap of the benchmark. */
const REACH = 90
const specs = everySpec()
/** Features that wait for something to happen; their lookback is the least it takes. */
const WAITS: readonly string[] = ['pivotDistance']

/** Data of every kind that a feature must live with. */
const market = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    gapShare: fc.constantFrom(0, 0.03),
    prices: fc.constantFrom('walk' as const, 'walk' as const, 'constant' as const),
    volumes: fc.constantFrom('random' as const, 'random' as const, 'zero' as const),
    holes: fc.array(fc.integer({ min: 0, max: ROWS - 1 }), { maxLength: 4 }),
  })
  .map(({ holes, ...options }) => withHoles(makeMarket({ ...options, rows: ROWS }), holes))

describe('the catalogue', () => {
  it('has every feature that is defined, under a name of its own', () => {
    const folder = new URL('../../src/features/', import.meta.url)
    const defined = readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(new URL(file, folder), 'utf8'))
      .flatMap((text) => [...text.matchAll(/export const (\w+) = defineFeature/g)].map(([, name]) => name))
    expect(definitions.map(({ name }) => name).sort()).toEqual(defined.sort())
  })
})

describe('every feature', () => {
  it('gives the same bits however the rows are cut into blocks', () => {
    fc.assert(
      fc.property(market, fc.integer({ min: 1, max: 40 }), (data, size) => {
        const inputs = featureInputs(data, 1)
        expectSame(computeColumns(specs, inputs), columnsInBlocks(specs, inputs, size))
      }),
      { numRuns: 12 },
    )
  })

  it('goes on from a snapshot that went through JSON', () => {
    fc.assert(
      fc.property(market, fc.integer({ min: 1, max: ROWS - 1 }), (data, cut) => {
        const inputs = featureInputs(data, 1)
        const expected = computeColumns(specs, inputs)
        const first = new FeaturePlan(specs, inputs)
        first.run(0, cut)
        const second = new FeaturePlan(specs, inputs)
        second.restore(JSON.parse(JSON.stringify(first.snapshot())))
        second.run(cut, ROWS)
        specs.forEach((spec, k) => {
          expectSameRows(spec, expected[k]!.subarray(cut), second.outputs[k]!.subarray(0, ROWS - cut))
        })
      }),
      { numRuns: 12 },
    )
  })

  it('does not know what comes after a bar', () => {
    fc.assert(
      fc.property(market, fc.integer({ min: 0, max: ROWS - 2 }), (data, row) => {
        const inputs = featureInputs(data, 1)
        const end = inputs.column('endTime')[row]!
        const scrambled = mapMarket(data, (value, time) => (time >= end ? value * 1.7 + 3 : value))
        const before = computeColumns(specs, inputs)
        const after = computeColumns(specs, featureInputs(scrambled, 1))
        specs.forEach((spec, k) => {
          expectSameRows(spec, before[k]!.subarray(0, row + 1), after[k]!.subarray(0, row + 1))
        })
      }),
      { numRuns: 12 },
    )
  })

  it('is a finite number or NaN', () => {
    fc.assert(
      fc.property(market, (data) => {
        computeColumns(specs, featureInputs(data, 1)).forEach((column, k) => {
          const row = column.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY)
          expect(row, specs[k]!.key).toBe(-1)
        })
      }),
      { numRuns: 12 },
    )
  })

  it('is a finite number or NaN on an instrument that stops trading for good', () => {
    const data = makeMarket({ seed: 3, rows: 25_000, stopsAfter: 500 }) // long enough for averages to underflow
    const inputs = featureInputs(data, 1)
    computeColumns(allSpecs(), inputs).forEach((column, k) => {
      const row = column.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY)
      expect(row, allSpecs()[k]!.key).toBe(-1)
    })
  })

  it('is first valid after exactly its lookback', () => {
    const data = makeMarket({ seed: 5, rows: ROWS })
    const inputs = featureInputs(data, 1)
    const exact = [...allSpecs(), ...shortSpecs(), ...nestedSpecs()].filter(
      (spec) => clockOf(spec) === 'bar' && !WAITS.includes(spec.definition.name),
    )
    const columns = computeColumns(exact, inputs)
    for (const [kernel, group] of Map.groupBy(exact.keys(), (k) => withoutOutput(exact[k]!))) {
      const first = Math.max(...group.map((k) => firstValid(columns[k]!)))
      expect(first, kernel).toBe(lookbackOf(exact[group[0]!]!, inputs))
    }
  })

  it('on higher bars or settlements is valid after no more than its lookback', () => {
    const data = makeMarket({ seed: 6, rows: ROWS })
    const late = startingAt(data, data.instruments[1]!.bars.times[0]! + HOUR_MS, 'whole')
    const inputs = featureInputs(late, 1)
    const others = [...higherSpecs(), ...shortSpecs().filter((spec) => clockOf(spec) === 'funding')]
    computeColumns(others, inputs).forEach((column, k) => {
      const isWaiting = WAITS.some((name) => others[k]!.key.includes(name))
      if (!isWaiting)
        expect(firstValid(column), others[k]!.key).toBeLessThanOrEqual(lookbackOf(others[k]!, inputs))
    })
  })
})

describe('a feature with a window', () => {
  const windows = specs.filter(isWindow)

  it('agrees with itself after a restart from a later bar', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(0, 0.03), (seed, gapShare) => {
        const data = makeMarket({ seed, rows: 2 * ROWS, gapShare })
        const inputs = featureInputs(data, 1)
        const cut = 100 + (seed % 50)
        const restarted = featureInputs(startingAt(data, inputs.column('time')[cut]!), 1)
        const expected = computeColumns(windows, inputs)
        const actual = computeColumns(windows, restarted)
        windows.forEach((spec, k) => {
          const settled = healing(spec, inputs)
          expectSameRows(spec, expected[k]!.subarray(cut + settled), actual[k]!.subarray(settled))
        })
      }),
      { numRuns: 8 },
    )
  })

  it.each([
    ['a hole', Number.NaN],
    ['a spike', 1e6],
  ])('forgets %s', (_, factor) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const data = makeMarket({ seed, rows: 2 * ROWS })
        const row = 50 + (seed % 100)
        const inputs = featureInputs(data, 1)
        const expected = computeColumns(windows, inputs)
        const actual = computeColumns(windows, featureInputs(withTick(data, row, factor), 1))
        windows.forEach((spec, k) => {
          const healed = row + healing(spec, inputs)
          expectSameRows(spec, expected[k]!.subarray(healed), actual[k]!.subarray(healed))
        })
      }),
      { numRuns: 4 },
    )
  })
})

describe('a feature with infinite memory', () => {
  const infinite = specs.filter((spec) => !isWindow(spec))

  it('is known again as soon as a hole has passed through its sources', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const data = makeMarket({ seed, rows: ROWS })
        const row = 300 + (seed % 100)
        const inputs = featureInputs(data, 1)
        const expected = computeColumns(infinite, inputs)
        const actual = computeColumns(infinite, featureInputs(withTick(data, row, Number.NaN), 1))
        infinite.forEach((spec, k) => {
          const healed = row + healing(spec, inputs)
          for (let i = healed; i < ROWS; i++)
            if (Number.isNaN(actual[k]![i]) && !Number.isNaN(expected[k]![i]))
              expect.fail(`${spec.key} is still NaN at row ${i} after a hole at row ${row}`)
        })
      }),
      { numRuns: 4 },
    )
  })
})

/** Rows after which a feature of windows has forgotten what was before: twice the longest way back. */
function healing(spec: FeatureSpec, inputs: FeatureInputs): number {
  return 2 * lookbackOf(spec, inputs) + REACH
}

function isWindow({ definition, inputs }: FeatureSpec): boolean {
  return (
    definition.memory === 'window' && inputs.every((source) => typeof source === 'string' || isWindow(source))
  )
}

function withoutOutput(spec: FeatureSpec): string {
  return spec.definition.outputs.length > 1 ? spec.key.slice(0, spec.key.lastIndexOf('.')) : spec.key
}

/** The same market with one bad bar of ETH. */
function withTick(data: MarketData, row: number, factor: number): MarketData {
  const time = data.instruments[1]!.bars.times[row]!
  return mapMarket(data, (value, t, series) => (series === 'bar' && t === time ? value * factor : value))
}

function withHoles(data: MarketData, rows: readonly number[]): MarketData {
  return rows.reduce((holed, row) => withTick(holed, row, Number.NaN), data)
}

function columnsInBlocks(list: readonly FeatureSpec[], inputs: FeatureInputs, size: number): Float64Array[] {
  const plan = new FeaturePlan(list, inputs, size)
  const columns = list.map(() => new Float64Array(inputs.rows))
  for (let from = 0; from < inputs.rows; from += size) {
    const to = Math.min(from + size, inputs.rows)
    plan.run(from, to)
    columns.forEach((column, k) => {
      column.set(plan.outputs[k]!.subarray(0, to - from), from)
    })
  }
  return columns
}

function firstValid(column: Float64Array): number {
  return column.findIndex((value) => !Number.isNaN(value))
}

function expectSame(expected: readonly Float64Array[], actual: readonly Float64Array[]): void {
  specs.forEach((spec, k) => {
    expectSameRows(spec, expected[k]!, actual[k]!)
  })
}

/** Bit for bit; NaN equals NaN. */
function expectSameRows(spec: FeatureSpec, expected: Float64Array, actual: Float64Array): void {
  expect(actual.length, spec.key).toBe(expected.length)
  for (let i = 0; i < expected.length; i++)
    if (!Object.is(expected[i], actual[i]))
      expect.fail(`${spec.key}: row ${i} of ${expected.length} is ${actual[i]}, expected ${expected[i]}`)
}
