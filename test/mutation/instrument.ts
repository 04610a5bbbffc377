import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Site, sitesIn } from './sites.ts'

/** One fault at one place; its number is its index among all mutants. */
export interface Mutant {
  readonly file: string
  readonly line: number
  readonly kind: string
  readonly original: string
  readonly mutated: string
}

/** Source files with all their mutants woven in, each behind the switch. */
export interface Instrumented {
  readonly mutants: readonly Mutant[]
  /** By path from the root of the repository. */
  readonly sources: ReadonlyMap<string, string>
}

const SWITCH = new URL('./switch.ts', import.meta.url).href
const HEADER = `import { active as $active, cover as $cover, hit as $hit, isRecording as $records } from '${SWITCH}';`

interface NumberedSite extends Site {
  /** The number of its first fault; the others follow. */
  readonly first: number
}

/** Chooses between what is written and its faults, and tells the recorder which mutants could be here. */
function switched(site: NumberedSite, written: string): string {
  const { first, faults } = site
  const cover = `$cover(${first}, ${first + faults.length - 1})`
  const isActive = (at: number) => `$active === ${first + at} && $hit()`
  if (site.form === 'statements') return `if ($records) ${cover}; if (${isActive(0)}) {} else { ${written} }`
  const choices = faults.map(({ text }, at) => `${isActive(at)} ? (${text}) : `).join('')
  return `($records && ${cover}, ${choices}(${written}))`
}

/** Weaves the sites from `at` on that lie before `end` into the text between `start` and `end`. */
function weave(
  source: string,
  sites: readonly NumberedSite[],
  range: { start: number; end: number },
  at: number,
) {
  let text = ''
  let from = range.start
  let next = at
  while (next < sites.length && sites[next]!.start < range.end) {
    const site = sites[next]!
    text += source.slice(from, site.start)
    if (site.form === 'separator') {
      text += ';'
      from = site.start
      next++
      continue
    }
    const inside = weave(source, sites, site, next + 1)
    text += switched(site, inside.text)
    from = site.end
    next = inside.next
  }
  return { text: text + source.slice(from, range.end), next }
}

const isSeparator = (site: Site) => Number(site.form === 'separator')

/** Left before right, a separator before what it separates, outer before inner. */
const outerFirst = (a: Site, b: Site) => a.start - b.start || isSeparator(b) - isSeparator(a) || b.end - a.end

function numbered(sites: readonly Site[], first: number): readonly NumberedSite[] {
  let number = first
  return sites.map((site) => {
    const counted = { ...site, first: number }
    number += site.faults.length
    return counted
  })
}

const oneLine = (text: string) => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}

function mutantsOf(file: string, source: string, { start, end, faults }: Site): readonly Mutant[] {
  const line = source.slice(0, start).split('\n').length
  const original = oneLine(source.slice(start, end))
  return faults.map(({ kind, text }) => ({ file, line, kind, original, mutated: oneLine(text) }))
}

/** All files of some folders, with their mutants; the same for everyone who asks. */
export function instrument(root: string, folders: readonly string[]): Instrumented {
  const mutants: Mutant[] = []
  const sources = new Map<string, string>()
  for (const file of folders.flatMap((folder) => filesOf(root, folder))) {
    const source = readFileSync(join(root, file), 'utf8')
    const sites = numbered([...sitesIn(source)].sort(outerFirst), mutants.length)
    for (const site of sites) mutants.push(...mutantsOf(file, source, site))
    sources.set(file, HEADER + weave(source, sites, { start: 0, end: source.length }, 0).text)
  }
  return { mutants, sources }
}

const filesOf = (root: string, folder: string) =>
  readdirSync(join(root, 'src', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${folder}/${name}`)
    .sort()
