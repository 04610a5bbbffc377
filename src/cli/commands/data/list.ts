import { join } from 'node:path'
import { datasetNames, readManifest } from '../../../adapters/data/dataset-folder.ts'
import { DEMO } from '../../../adapters/data/synthesize.ts'
import { QtError } from '../../../core/error.ts'
import { formatDay } from '../../../core/time.ts'
import type { Command } from '../../command.ts'
import { grouped, textTable } from '../../text-table.ts'
import { type DatasetSummary, summaryOf } from './summary.ts'

/** A dataset whose manifest cannot be read is listed with the reason. */
type Entry = DatasetSummary | { readonly name: string; readonly problem: string }

export const dataList: Command = {
  name: 'data list',
  summary: 'list the datasets',
  usage: '',
  flags: {},
  async run(_flags, _positionals, { root }) {
    const names = await datasetNames(root)
    const entries = await Promise.all(names.map((name) => entryOf(root, name)))
    return { json: { root, datasets: entries }, text: textOf(entries) }
  },
}

async function entryOf(root: string, name: string): Promise<Entry> {
  try {
    return summaryOf(await readManifest(join(root, name)), name)
  } catch (error) {
    if (error instanceof QtError) return { name, problem: error.message }
    throw error
  }
}

function textOf(entries: readonly Entry[]): string {
  const rows = entries.map((entry) => ('problem' in entry ? brokenRow(entry) : row(entry)))
  const lines = rows.length > 0 ? [textTable([HEADING, ...rows])] : ['no datasets yet']
  if (!entries.some(({ name }) => name === DEMO))
    lines.push(`"${DEMO}" (synthetic) is generated on first use`)
  return lines.join('\n')
}

const HEADING = ['name', 'timeframe', 'instruments', 'bars', 'finer', 'first', 'last', 'gaps', 'hash', '']

function row(summary: DatasetSummary): string[] {
  const { name, timeframe, instruments, bars, finer, firstTime, lastTime, gaps, hash, synthetic } = summary
  return [
    name,
    timeframe,
    grouped(instruments.length),
    grouped(bars),
    finer?.timeframe ?? '',
    formatDay(firstTime),
    formatDay(lastTime),
    grouped(gaps),
    hash.slice(0, 12),
    synthetic ? 'synthetic' : '',
  ]
}

function brokenRow({ name, problem }: { name: string; problem: string }): string[] {
  return [name, '', '', '', '', '', '', '', '', problem]
}
