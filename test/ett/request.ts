import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { closest, QtError } from '../../src/core/error.ts'
import { HORIZONS, MODELS, type ModelName } from './models.ts'

/** What is asked for on the command line. */
export interface Request {
  readonly models: readonly ModelName[]
  readonly dataset: string
  readonly horizons: readonly number[]
  readonly seeds: number
  readonly workers: number
  /** Folder of the datasets. */
  readonly data: string
  readonly withDlinear: boolean
  /** File for the same result as JSON. */
  readonly json?: string
}

export const HELP = `npm run ett -- --model nhits --dataset ETTh1 --horizon 96

The published long-horizon protocol, end to end: the dataset is standardised by its training rows, the shipped recipe
is trained for every seed, and all windows of the test part are scored, beside what has been published and beside
linear baselines on the very same windows. Nothing is chosen by the test part.

  --model <name>     ${MODELS.join(', ')} or all
  --dataset <name>   <name>.csv or <name>.csv.gz in the folder: a date, then one column a series (ETTh1, ETTm2, weather, …)
  --horizon <steps>  ${HORIZONS.join(', ')}, any other number of steps, or all (those four)
  --seeds <count>    nets are trained with the seeds 1 … count (default 5)
  --workers <count>  seeds trained at a time, one thread each (default 2)
  --data <folder>    default: the variable QT_ETT_DIR, else ../shared/data/ett
  --no-dlinear       leaves the baseline DLinear out, which is trained too
  --json <file>      writes the result there as well
  --help

Datasets: github.com/zhouhaoyi/ETDataset (ETT-small); others in the same layout as Autoformer's.
Exit code 0: done. 1: data that is not there or cannot be read. 2: a mistake in the arguments.`

/**
 * `help`, or what is asked for.
 *
 * @throws QtError `usage` for a mistake in the arguments
 */
export function parseRequest(args: readonly string[], environment: NodeJS.ProcessEnv): Request | 'help' {
  const flags = parseFlags(args)
  if (flags.help) return 'help'
  return {
    models: flags.model === 'all' ? MODELS : [modelOf(flags.model)],
    dataset: datasetOf(flags.dataset),
    horizons:
      flags.horizon === 'all' ? HORIZONS : [wholeOf('--horizon', required('--horizon', flags.horizon))],
    seeds: wholeOf('--seeds', flags.seeds),
    workers: wholeOf('--workers', flags.workers),
    data: folderOf(flags.data, environment),
    withDlinear: !flags['no-dlinear'],
    ...(flags.json === undefined ? {} : { json: writable(flags.json) }),
  }
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        model: { type: 'string' },
        dataset: { type: 'string' },
        horizon: { type: 'string' },
        seeds: { type: 'string', default: '5' },
        workers: { type: 'string', default: '2' },
        data: { type: 'string' },
        'no-dlinear': { type: 'boolean', default: false },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw usage((error as Error).message)
  }
}

function modelOf(text: string | undefined): ModelName {
  const model = MODELS.find((name) => name === required('--model', text))
  if (model) return model
  const near = closest(text!, MODELS)
  throw usage(
    `--model: ${MODELS.join(', ')} or all expected, got '${text}'${near ? `; did you mean ${near}?` : ''}`,
  )
}

function datasetOf(text: string | undefined): string {
  const name = required('--dataset', text)
  if (/^[\w-]+$/.test(name)) return name
  throw usage(`--dataset: a name such as ETTh1 expected, got '${name}' (the folder of the file: --data)`)
}

function wholeOf(flag: string, text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1) return value
  throw usage(`${flag}: a whole number of at least 1 expected, got '${text}'`)
}

function required(flag: string, value: string | undefined): string {
  if (value !== undefined) return value
  throw usage(`${flag} is missing`)
}

const BESIDE = resolve(import.meta.dirname, '../../../shared/data/ett')

function folderOf(given: string | undefined, { QT_ETT_DIR }: NodeJS.ProcessEnv): string {
  const folder = given ?? QT_ETT_DIR ?? (existsSync(BESIDE) ? BESIDE : undefined)
  if (folder === undefined)
    throw usage('the folder of the datasets is missing: --data <folder> or QT_ETT_DIR')
  if (!existsSync(folder))
    throw new QtError('io', `${folder}: no such folder`, '--data <folder> or QT_ETT_DIR')
  return folder
}

/** Said before hours of training, not after. */
function writable(file: string): string {
  if (existsSync(dirname(resolve(file)))) return file
  throw new QtError('io', `--json ${file}: no such folder`)
}

const usage = (message: string): QtError => new QtError('usage', message, 'npm run ett -- --help')
