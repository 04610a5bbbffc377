import { closest, QtError } from '../core/error.ts'
import type { Timeframe } from '../core/time.ts'
import {
  BAR_INPUTS,
  type FeatureDefinition,
  type FeatureSpec,
  FUNDING_INPUTS,
  makeSpec,
  type Source,
} from './definition.ts'
import { definitions } from './feature-catalogue.ts'
import { onTimeframe } from './higher-timeframe.ts'

const COLUMNS: readonly string[] = [...BAR_INPUTS, ...FUNDING_INPUTS]

/**
 * Reads a feature as people write it, and as `FeatureSpec.key` prints it:
 *
 *   ema · ema(period=12) · macd(fast=8, output=histogram) · macd(close, fast=8).histogram
 *   sma(rsi(period=14), period=5) · onTimeframe(4h, ema(period=50))
 *
 *   feature  = name [ "(" [ argument { "," argument } ] ")" ] [ "." output ]
 *   argument = parameter "=" value | source
 *   source   = column | feature
 *
 * Where a column and a feature share a name, the bare name as a source is the column.
 */
export function parseFeature(text: string): FeatureSpec {
  const parser = new Parser(text)
  const spec = parser.feature()
  parser.expectEnd()
  return spec
}

interface Arguments {
  readonly sources: Source[]
  readonly options: Record<string, unknown>
}

class Parser {
  private readonly text: string
  private readonly tokens: readonly string[]
  private position = 0

  constructor(text: string) {
    this.text = text
    this.tokens = text.match(/[A-Za-z]\w*|[-+]?\d[\d.]*(?:e[-+]?\d+)?[a-z]*|\S/gi) ?? []
  }

  /** @param columns what else could have stood here, for the hint */
  feature(columns: readonly string[] = []): FeatureSpec {
    const name = this.next('a feature')
    if (name === 'onTimeframe') return this.higherTimeframe()
    const definition = definitionOf(name, columns)
    const { sources, options } = this.has('(') ? this.arguments() : { sources: [], options: {} }
    if (this.has('.')) options.output = this.next('an output')
    return makeSpec(definition, sources.length > 0 ? { ...options, of: sources } : options)
  }

  expectEnd(): void {
    if (this.position < this.tokens.length) this.fail('the end')
  }

  private higherTimeframe(): FeatureSpec {
    this.expect('(')
    const timeframe = this.next('a timeframe')
    this.expect(',')
    const spec = this.feature()
    this.expect(')')
    return onTimeframe(timeframe as Timeframe, spec)
  }

  private arguments(): Arguments {
    const result: Arguments = { sources: [], options: {} }
    if (this.has(')')) return result
    do {
      if (this.tokens[this.position + 1] === '=') this.option(result.options)
      else result.sources.push(this.source())
    } while (this.has(','))
    this.expect(')')
    return result
  }

  private option(options: Record<string, unknown>): void {
    const name = this.next('a parameter')
    this.expect('=')
    const value = this.next('a value')
    options[name] = name === 'output' || Number.isNaN(Number(value)) ? value : Number(value)
  }

  private source(): Source {
    const name = this.tokens[this.position]
    const isBare = this.tokens[this.position + 1] !== '('
    if (!isBare || name === undefined || !COLUMNS.includes(name)) return this.feature(COLUMNS)
    this.position++
    return name as Source
  }

  private has(token: string): boolean {
    if (this.tokens[this.position] !== token) return false
    this.position++
    return true
  }

  private expect(token: string): void {
    if (!this.has(token)) this.fail(`'${token}'`)
  }

  private next(what: string): string {
    const token = this.tokens[this.position]
    if (token === undefined || !/^[-+.\w]+$/.test(token)) return this.fail(what)
    this.position++
    return token
  }

  private fail(expected: string): never {
    const token = this.tokens[this.position]
    throw new QtError(
      'usage',
      `feature '${this.text}': expected ${expected}, got ${token === undefined ? 'the end' : `'${token}'`}`,
      'write it as ema(period=12), macd(output=histogram) or sma(rsi(period=14), period=5)',
    )
  }
}

function definitionOf(name: string, columns: readonly string[]): FeatureDefinition {
  const found = definitions.find((definition) => definition.name === name)
  if (found) return found
  const near = closest(name, [...columns, ...definitions.map((definition) => definition.name)])
  throw new QtError(
    'usage',
    `there is no ${columns.length > 0 ? 'column or ' : ''}feature '${name}'${near ? `; did you mean '${near}'?` : ''}`,
    'qt features list prints them all',
  )
}
