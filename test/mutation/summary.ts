import type { Mutant } from './instrument.ts'
import type { Fate } from './lanes.ts'

export interface Tried extends Mutant {
  readonly fate: Fate
}

export interface Score {
  readonly name: string
  readonly killed: number
  readonly counted: number
  readonly left: number
  /** Killed ÷ counted, percent; static mutants are not counted. */
  readonly pct: number
}

const isKilled = ({ fate }: Tried) => fate === 'killed' || fate === 'endless'
const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/'))

function scoreOf(name: string, tried: readonly Tried[]): Score {
  const counted = tried.filter(({ fate }) => fate !== 'static')
  const killed = counted.filter(isKilled).length
  return {
    name,
    killed,
    counted: counted.length,
    left: counted.length - killed,
    pct: (100 * killed) / counted.length,
  }
}

function scoresBy(key: (tried: Tried) => string, tried: readonly Tried[]): readonly Score[] {
  return [...Map.groupBy(tried, key)].map(([name, group]) => scoreOf(name, group))
}

/** All that a run found, as it goes into the JSON. */
export function summary(tried: readonly Tried[]) {
  return {
    total: scoreOf('all', tried),
    static: tried.filter(({ fate }) => fate === 'static').length,
    folders: scoresBy(({ file }) => folderOf(file), tried),
    files: scoresBy(({ file }) => file, tried),
    survivors: tried.filter((each) => !isKilled(each) && each.fate !== 'static'),
  }
}

const row = ({ name, killed, counted, left, pct }: Score) =>
  `${name.padEnd(34)} ${pct.toFixed(1).padStart(6)} % ${String(killed).padStart(6)} / ${counted} (${left} left)`

const survivor = ({ file, line, kind, fate, original, mutated }: Tried) =>
  `${file}:${line}  ${kind}${fate === 'uncovered' ? ', not covered' : ''}\n  - ${original}\n  + ${mutated}`

export function text({ total, folders, files, survivors, static: left }: ReturnType<typeof summary>): string {
  const tables = [survivors.map(survivor), files.map(row), [...folders, total].map(row)]
  return `${tables.map((lines) => lines.join('\n')).join('\n\n')}\n${left} static mutants left out`
}
