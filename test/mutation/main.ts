/** Mutation testing of the layers that decide about money; see README.md beside this file. */
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Random } from '../../src/core/random.ts'
import { instrument } from './instrument.ts'
import { fates } from './lanes.ts'
import { summary, text } from './summary.ts'

const FOLDERS = ['risk', 'venue', 'ledger', 'engine']
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: String(Math.min(4, availableParallelism())) },
  },
})
