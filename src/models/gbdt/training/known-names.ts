import { closest, QtError } from '../../../core/error.ts'

/** Names that a caller may use, and others by which the same things are known. */
export interface KnownNames {
  /** What the names are of: "XGBoost has no parameter …". */
  readonly what: string
  readonly names: readonly string[]
  /** Official or customary name, without underscores and in small letters → ours, or what to do instead. */
  readonly aliases: Readonly<Record<string, string>>
}

/**
 * Takes an object of named values apart, without those that are undefined.
 *
 * @throws QtError `usage` for what is no such object, or a name that is not known, hinting at the right one
 */
export function namedValues(given: unknown, known: KnownNames): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new QtError('usage', `${known.what}: an object { name: value } expected, got ${String(given)}`)
  }
  const named = Object.entries(given).filter(([, value]) => value !== undefined)
  for (const [name] of named) if (!known.names.includes(name)) throw unknownName(name, known)
  return Object.fromEntries(named)
}

function unknownName(name: string, { what, names, aliases }: KnownNames): QtError {
  const plain = plainName(name)
  const alias = Object.hasOwn(aliases, plain) ? aliases[plain]! : undefined
  const own = names.find((other) => plainName(other) === plain) ?? alias ?? closest(name, names)
  const hint = own === undefined || names.includes(own) ? own && `did you mean ${own}?` : own
  return new QtError('usage', `${what}: there is no ${name}`, hint ?? `known: ${names.join(', ')}`)
}

/** `max_depth`, `maxDepth` and `max-depth` are one name. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '')
}
