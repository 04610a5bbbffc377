/** No setting lies deeper; what does, perhaps within itself, is left as it is. */
const MAX_DEPTH = 6

/** Nested values by their dotted paths; lists are values. */
export function flatten(value: object, prefix = ''): [path: string, value: unknown][] {
  return Object.entries(value).flatMap(([name, entry]): [string, unknown][] => {
    const path = `${prefix}${name}`
    return isGroup(entry) && path.split('.').length < MAX_DEPTH ? flatten(entry, `${path}.`) : [[path, entry]]
  })
}

/** Values by their dotted paths as nested objects; what is undefined is left out. */
export function nest(entries: Iterable<readonly [path: string, value: unknown]>): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [path, value] of entries) {
    if (value === undefined) continue
    const names = path.split('.')
    const last = names.pop()!
    const group = names.reduce((node, name) => {
      node[name] ??= {}
      return node[name] as Record<string, unknown>
    }, root)
    group[last] = value
  }
  return root
}

export function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
