import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

/** Height of each layer: a file may import its own folder and what lies strictly lower. */
const HEIGHT: Readonly<Record<string, number>> = {
  core: 0,
  columns: 1,
  market: 2,
  features: 3,
  stats: 3,
  ledger: 3,
  models: 3,
  risk: 4,
  venue: 4,
  engine: 5,
  authoring: 6,
  research: 7,
  report: 8,
  config: 9,
  adapters: 9,
  cli: 10,
}

/** Below this height everything is synchronous, deterministic and silent. */
const EDGE = HEIGHT.adapters!

/** The files that stand alone in src: the doors for strategies and for everyone else. */
const DOORS: Readonly<Record<string, number>> = { strategy: HEIGHT.adapters!, index: HEIGHT.cli! }

const IMPURE = [
  /\bDate\.now\b/,
  /\bnew Date\(\)/,
  /\bMath\.random\b/,
  /\bprocess\./,
  /\bconsole\./,
  /\bawait\b/,
  /\bsetTimeout\b/,
  /\bfetch\(/,
]

/** AssemblyScript: compiled by itself, by rules of its own. */
const ASSEMBLY = /[\\/]assembly[\\/]/

/** Built-in modules that compute and do nothing else. */
const PURE_BUILTINS = ['node:crypto']

/** The one file below the edge that names a package, and its types only: whoever opens it hands it in. */
const NAMED_TYPES: Readonly<Record<string, string>> = {
  'src/models/nets/kit/tensorflow.ts': '@tensorflow/tfjs',
}

const namesTypesOnly = (text: string, name: string) =>
  text
    .split('\n')
    .filter((line) => line.includes(name))
    .every((line) => /^export type \w+ = (typeof )?import\(/.test(line))

interface Source {
  readonly path: string
  readonly layer: string
  readonly text: string
  readonly imports: readonly string[]
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !ASSEMBLY.test(name))
    .map((name) => join(ROOT, folder, name))
}

function read(path: string): Source {
  const text = readFileSync(path, 'utf8')
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const statements =
    /^(?:import|export)\b[^'"`;]*?from '([^'\n]+)'|^import '([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm
  const imports = [...code.matchAll(statements)].map((match) => match[1] ?? match[2] ?? match[3]!)
  const [, first] = relative(ROOT, path).split('/')
  const layer = first!.endsWith('.ts') ? first!.replace(/\.ts$/, '') : first!
  return { path, layer, text: code, imports }
}

const heightOf = (layer: string) => HEIGHT[layer] ?? DOORS[layer]!
const sources = filesUnder('src').map(read)
const here = (path: string) => relative(ROOT, path)

function targetsOf(source: Source): string[] {
  return source.imports
    .filter((name) => name.startsWith('.'))
    .map((name) => resolve(dirname(source.path), name))
}

describe('the architecture', () => {
  it('has a height for every folder of src', () => {
    const unknown = sources.filter(({ layer }) => !(layer in HEIGHT) && !(layer in DOORS))
    expect(unknown.map(({ path }) => here(path))).toEqual([])
    expect(sources.length).toBeGreaterThan(50)
  })

  it('imports only downwards', () => {
    const upward = sources.flatMap((source) =>
      targetsOf(source).flatMap((target) => {
        const to = read(target).layer
        const isAllowed = to === source.layer || heightOf(to) < heightOf(source.layer)
        return isAllowed ? [] : [`${here(source.path)} → ${here(target)}`]
      }),
    )
    expect(upward).toEqual([])
  })

  it('has no cycles', () => {
    const graph = new Map(sources.map((source) => [source.path, targetsOf(source)]))
    const state = new Map<string, 'open' | 'done'>()
    const cycles: string[] = []
    const visit = (path: string, trail: readonly string[]) => {
      if (state.get(path) === 'done') return
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].map(here).join(' → '))
        return
      }
      state.set(path, 'open')
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
      state.set(path, 'done')
    }
    for (const path of graph.keys()) visit(path, [])
    expect(cycles).toEqual([])
  })

  it('is synchronous, deterministic and silent below the edge', () => {
    const impure = sources
      .filter(({ layer }) => heightOf(layer) < EDGE)
      .flatMap(({ path, text, imports }) => [
        ...IMPURE.filter((pattern) => pattern.test(text)).map(
          (pattern) => `${here(path)}: ${pattern.source}`,
        ),
        ...imports
          .filter((name) => !name.startsWith('.') && !PURE_BUILTINS.includes(name))
          .filter((name) => NAMED_TYPES[here(path)] !== name || !namesTypesOnly(text, name))
          .map((name) => `${here(path)} imports ${name}`),
      ])
    expect(impure).toEqual([])
  })

  it('lets strategies import the authoring door alone', () => {
    const strategies = filesUnder('strategies').map(read)
    expect(strategies.length).toBeGreaterThanOrEqual(5)
    for (const { imports } of strategies) expect(imports).toEqual(['../src/strategy.ts'])
  })

  it('imports only files that are there', () => {
    const missing = sources.flatMap((source) =>
      targetsOf(source)
        .filter((target) => !existsSync(target))
        .map((target) => `${here(source.path)} → ${here(target)}`),
    )
    expect(missing).toEqual([])
  })
})
