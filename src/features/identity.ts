const names = new WeakMap<object, string>()
const counts = new Map<string, number>()

/**
 * The name of something that users define, told apart from others that they called alike: the first of a name
 * keeps it, later ones are `name#2`, `name#3`. The same thing always has the same name.
 */
export function distinctName(thing: object, name: string): string {
  const known = names.get(thing)
  if (known !== undefined) return known
  const count = (counts.get(name) ?? 0) + 1
  const distinct = count === 1 ? name : `${name}#${count}`
  counts.set(name, count)
  names.set(thing, distinct)
  return distinct
}
