import { QtError } from '../../../core/error.ts'
import type { FeatureMatrix } from '../feature-matrix.ts'

/** Names that a library refuses. */
export interface NameRule {
  readonly isAllowed: (name: string) => boolean
  readonly allowed: string
}

/**
 * @throws QtError `usage` unless there is one name a feature, each once, that the library can have
 */
export function checkFeatureNames({ names, columns }: FeatureMatrix, { isAllowed, allowed }: NameRule): void {
  if (!names) return
  if (names.length !== columns.length) {
    throw new QtError('usage', `${names.length} feature names for ${columns.length} features`)
  }
  const known = new Set<string>()
  for (const [feature, name] of names.entries()) {
    const isFit = typeof name === 'string' && isAllowed(name)
    if (!isFit) throw new QtError('usage', `name of feature ${feature}: ${JSON.stringify(name)}`, allowed)
    if (known.has(name)) throw new QtError('usage', `two features are called ${name}`)
    known.add(name)
  }
}
