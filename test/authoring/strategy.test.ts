import { describe, expect, it } from 'vitest'
import { resolveParams } from '../../src/authoring/params.ts'
import { StrategySource } from '../../src/authoring/source.ts'
import { featuresOf, type Strategy } from '../../src/authoring/strategy.ts'
import { QtError } from '../../src/core/error.ts'
import { featureInputs } from '../../src/features/inputs.ts'
import { buy, crossState, defineStrategy, ema, hold, int, num, rsi } from '../../src/strategy.ts'
import { sampleMarket } from '../support/sample-market.ts'

const data = sampleMarket()
const inputs = featureInputs(data, 0)
const anyStrategy = (strategy: unknown) => strategy as Strategy

/** The message of the error that the call throws. */
function messageOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    expect(error).toBeInstanceOf(QtError)
    return `${(error as QtError).message} | ${(error as QtError).hint ?? ''}`
  }
  return 'nothing was thrown'
}

describe('a misspelt name', () => {
  it('of a feature is a compile error, and a clear run-time error', () => {
    const strategy = defineStrategy({
      name: 'misspelt',
      summary: 'reads a feature that it did not declare',
      params: {},
      features: () => ({ strength: rsi() }),
      // @ts-expect-error the feature is called strength
      decide: ({ strenght }) => (strenght < 30 ? buy() : hold()),
    })
    const source = StrategySource.streaming(anyStrategy(strategy), {}, inputs)
    expect(messageOf(() => source.decide(100))).toMatch(
      /misspelt declares no feature 'strenght'.*known: strength/,
    )
  })

  it('of a parameter is a compile error, and a clear run-time error', () => {
    const strategy = defineStrategy({
      name: 'misspelt',
      summary: 'reads a parameter that it did not declare',
      params: { period: int(14, [2, 100]) },
      // @ts-expect-error the parameter is called period
      features: (p) => ({ strength: rsi({ period: p.perod }) }),
      decide: () => hold(),
    })
    expect(messageOf(() => featuresOf(anyStrategy(strategy), { period: 14 }))).toMatch(
      /no parameter 'perod'.*known: period/,
    )
  })

  it('of a feature’s own parameter is a compile error, and a clear run-time error', () => {
    // @ts-expect-error the parameter is called period
    expect(messageOf(() => ema({ perriod: 12 }))).toMatch(
      /ema has no parameter 'perriod'; did you mean 'period'/,
    )
  })

  it('of a column is a compile error, and a clear run-time error', () => {
    // @ts-expect-error the column is called close
    expect(messageOf(() => ema({ of: 'closee' }))).toMatch(/did you mean 'close'/)
    const strategy = {
      name: 'x',
      summary: '',
      params: {},
      features: () => ({ price: 'closs' }),
      decide: () => hold(),
    }
    expect(messageOf(() => featuresOf(anyStrategy(strategy), {}))).toMatch(
      /feature price: 'closs' is neither a feature nor a column/,
    )
  })

  it('of a field of the definition is found', () => {
    const definition = { name: 'x', summary: '', params: {}, features: () => ({}), decides: () => hold() }
    expect(messageOf(() => defineStrategy(definition as never))).toMatch(
      /unknown field 'decides'; allowed: name/,
    )
  })
})

describe('parameters', () => {
  const specs = { fast: int(12, [2, 500], 'bars'), share: num(0.5, [0, 1]) }

  it('take their defaults and what was given', () => {
    expect(resolveParams('x', specs, { fast: 20 })).toEqual({ fast: 20, share: 0.5 })
  })

  it.each([
    [{ fats: 3 }, /no parameter 'fats'; did you mean 'fast'/],
    [{ fast: 1 }, /fast: expected 2 … 500, got 1/],
    [{ fast: 2.5 }, /fast: expected a whole number, got 2.5/],
    [{ share: Number.NaN }, /share: expected a number, got NaN/],
  ] as [Record<string, number>, RegExp][])('refuse %j', (given, message) => {
    expect(messageOf(() => resolveParams('x', specs, given))).toMatch(message)
  })

  it('must have a default within their range', () => {
    expect(messageOf(() => int(1, [2, 3]))).toMatch(/default 1: expected 2 … 3/)
  })
})

describe('a decision', () => {
  it('that fails is said by the name of its strategy and its bar', () => {
    const strategy = defineStrategy({
      name: 'clumsy',
      summary: 'Stumbles over the fourth bar.',
      params: {},
      features: () => ({ close: 'close' }),
      decide: ({ close }) => {
        if (close === inputs.column('close')[3]) throw new TypeError('nothing there')
        return buy()
      },
    })
    const source = StrategySource.streaming(anyStrategy(strategy), {}, inputs)
    expect(source.decide(2).action).toBe('buy')
    expect(() => source.decide(3)).toThrow('strategy clumsy: decide failed on bar 3: nothing there')
  })

  it('is a hold while any feature is unknown', () => {
    const asked: number[] = []
    const strategy = defineStrategy({
      name: 'warm-up',
      summary: 'notes what it was asked',
      params: {},
      features: () => ({
        cross: crossState({ of: [ema({ period: 5 }), ema({ period: 10 })] }),
        close: 'close',
      }),
      decide: ({ cross, close }) => {
        asked.push(cross, close)
        return buy()
      },
    })
    const source = StrategySource.streaming(anyStrategy(strategy), {}, inputs)
    expect(Array.from({ length: 9 }, (_, row) => source.decide(row).action)).toEqual(Array(9).fill('hold'))
    expect(source.decide(9).action).toBe('buy')
    expect(asked.some(Number.isNaN)).toBe(false)
  })

  it('is the same in blocks, row by row, and over shared columns', async () => {
    const { ColumnCache } = await import('../../src/features/column-cache.ts')
    const { default: emaCross } = await import('../../strategies/ema-cross.ts')
    const params = { fast: 12, slow: 26 }
    const strategy = anyStrategy(emaCross)
    const sources = [
      StrategySource.streaming(strategy, params, inputs),
      StrategySource.streaming(strategy, params, inputs, 1),
      StrategySource.sharing(strategy, params, new ColumnCache(inputs, 1)),
    ]
    const rows = Array.from({ length: inputs.rows }, (_, row) => row)
    const [blocks, single, shared] = sources.map((source) => rows.map((row) => source.decide(row).action))
    expect(single).toEqual(blocks)
    expect(shared).toEqual(blocks)
    expect(new Set(blocks)).toEqual(new Set(['hold', 'buy', 'sell']))
  })
})

describe('what decide returns', () => {
  it.each([
    [undefined, /must return buy\(\), sell\(\), close\(\) or hold\(\), got undefined/],
    [{ action: 'long', confidence: 1 }, /the action 'long'; allowed: hold, buy/],
    [{ action: 'buy', confidence: 5 }, /the confidence 5; expected 0 … 1/],
    [{ action: 'buy', confidence: Number.NaN }, /the confidence NaN/],
    [{ action: 'buy', confidence: 1, exposure: 0 }, /the exposure 0; expected a number above 0/],
  ])('%j is refused', (decision, message) => {
    const strategy = { name: 'odd', summary: '', params: {}, features: () => ({}), decide: () => decision }
    const source = StrategySource.streaming(anyStrategy(strategy), {}, inputs)
    expect(messageOf(() => source.decide(0))).toMatch(message)
  })
})
