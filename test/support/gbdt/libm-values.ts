import { GOLDEN, readGolden } from './golden.ts'

/** Arguments and results of the C library's functions. */
export function libmValues(name: 'expf' | 'exp' | 'logf' | 'log'): [x: number[], y: number[]] {
  const all = readGolden(new URL('exp.json', GOLDEN)) as Readonly<Record<typeof name, readonly number[]>>
  const pairs = all[name]
  return [pairs.filter((_, at) => at % 2 === 0), pairs.filter((_, at) => at % 2 === 1)]
}
