import { readFileSync } from 'node:fs'

/** Arguments and results of the C library's functions. */
export function officialPowers(name: 'expf' | 'exp' | 'logf' | 'log'): [x: number[], y: number[]] {
  const text = readFileSync(new URL('../golden/gbdt/exp.json', import.meta.url), 'utf8')
  const pairs = (JSON.parse(text)[name] as (number | string)[]).map((value) =>
    typeof value === 'string' ? Number(value.replace('inf', 'Infinity')) : value,
  )
  return [pairs.filter((_, at) => at % 2 === 0), pairs.filter((_, at) => at % 2 === 1)]
}
