/**
 * Trains cases and says how far each model is from the official one, for work on the trainers:
 *
 *     node test/oracle/compare-gbdt.ts                     all cases of both libraries
 *     node test/oracle/compare-gbdt.ts xgboost             of one library
 *     node test/oracle/compare-gbdt.ts lightgbm bundles    of one group; or cases whose name contains the words
 *     … --from FOLDER                                       cases made by make-gbdt-golden.py --random
 *     … --odd                                               only cases that are not equal to the bit
 *     … --places                                            with the place of every largest distance
 *     … --trace                                             with the stack of a failure
 */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { casesIn, casesOf, type GbdtCase, type Library } from '../support/gbdt/cases.ts'
import type { Comparison } from '../support/gbdt/compare-models.ts'
import { compareCase, trainCase, trainerOf } from '../support/gbdt/train.ts'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    odd: { type: 'boolean' },
    places: { type: 'boolean' },
    trace: { type: 'boolean' },
    from: { type: 'string' },
  },
})
const LIBRARIES: readonly Library[] = ['xgboost', 'lightgbm']
const libraries = LIBRARIES.filter((one) => positionals.includes(one))
const words = positionals.filter((word) => !LIBRARIES.includes(word as Library))
const print = (text: string) => process.stdout.write(`${text}\n`)

for (const library of libraries.length > 0 ? libraries : LIBRARIES) {
  const train = await trainerOf(library)
  const tally: Record<string, number> = {}
  const wanted = all(library).filter(isWanted)
  for (const one of wanted) {
    const { verdict, lines } = judge(() => compareCase(one, trainCase(one, train).model))
    tally[verdict] = (tally[verdict] ?? 0) + 1
    if (flags.odd && verdict === 'equal') continue
    print(`${verdict.padEnd(10)} ${library} ${one.group.padEnd(12)} ${one.name}`)
    for (const line of lines) print(`             ${line}`)
  }
  const counts = Object.entries(tally).map(([verdict, count]) => `${count} ${verdict}`)
  print(`${library}: ${wanted.length} cases: ${counts.join(', ')}`)
}

function all(library: Library): GbdtCase[] {
  return flags.from ? casesIn(pathToFileURL(`${resolve(flags.from)}/`), library) : casesOf(library)
}

function isWanted({ group, name }: GbdtCase): boolean {
  return words.length === 0 || words.some((word) => group === word || name.includes(word))
}

function judge(compare: () => Comparison): { readonly verdict: string; readonly lines: readonly string[] } {
  try {
    const { structure, worst } = compare()
    const distances = Object.entries(worst).map(
      ([field, { distance, place }]) => `${field} ${distance}${flags.places ? ` at ${place}` : ''}`,
    )
    const numbers = flags.places ? distances : distances.length > 0 ? [distances.join(', ')] : []
    if (structure) return { verdict: 'DIFFERENT', lines: [structure, ...numbers] }
    return { verdict: distances.length > 0 ? 'near' : 'equal', lines: numbers }
  } catch (error) {
    const { message, stack } = error as Error
    return { verdict: 'FAILED', lines: [(flags.trace && stack) || message] }
  }
}
