import { closest, QtError } from '../core/error.ts'

/** A tunable number of a strategy: its default, and the range in which a sweep may move it. */
export interface ParamSpec {
  readonly kind: 'int' | 'num'
  readonly default: number
  readonly min: number
  readonly max: number
  readonly unit?: string
}

export type ParamSpecs = Readonly<Record<string, ParamSpec>>
export type ParamValues<P extends ParamSpecs> = { readonly [K in keyof P]: number }

/** A whole number. @param range least and greatest value allowed */
export function int(value: number, range: readonly [number, number], unit?: string): ParamSpec {
  return param('int', value, range, unit)
}

/** Any number. @param range least and greatest value allowed */
export function num(value: number, range: readonly [number, number], unit?: string): ParamSpec {
  return param('num', value, range, unit)
}

function param(
  kind: 'int' | 'num',
  value: number,
  [min, max]: readonly [number, number],
  unit?: string,
): ParamSpec {
  const spec = { kind, default: value, min, max, ...(unit === undefined ? {} : { unit }) }
  const fault = faultOf(spec, value)
  if (fault) throw new QtError('strategy', `parameter default ${value}: ${fault}`)
  return spec
}

function faultOf({ kind, min, max }: ParamSpec, value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return `expected a number, got ${String(value)}`
  if (kind === 'int' && !Number.isInteger(value)) return `expected a whole number, got ${value}`
  return value < min || value > max ? `expected ${min} … ${max}, got ${value}` : undefined
}

/** Defaults overlaid with what was given. Unknown names and values out of range are refused. */
export function resolveParams<P extends ParamSpecs>(
  strategy: string,
  specs: P,
  given: Readonly<Record<string, number>>,
): ParamValues<P> {
  const names = Object.keys(specs)
  for (const [name, value] of Object.entries(given)) {
    const spec = specs[name]
    if (!spec) throw unknownName(`strategy ${strategy} has no parameter '${name}'`, name, names)
    const fault = faultOf(spec, value)
    if (fault) throw new QtError('usage', `strategy ${strategy}, parameter ${name}: ${fault}`)
  }
  return Object.fromEntries(
    names.map((name) => [name, given[name] ?? specs[name]!.default]),
  ) as ParamValues<P>
}

export function unknownName(message: string, name: string, known: readonly string[]): QtError {
  const near = closest(name, known)
  const hint = known.length > 0 ? `known: ${known.join(', ')}` : 'there are none'
  return new QtError('usage', near ? `${message}; did you mean '${near}'?` : message, hint)
}
