import { importDataset } from '../../../adapters/data/import-dataset.ts'
import { QtError } from '../../../core/error.ts'
import { TIMEFRAMES } from '../../../core/time.ts'
import { DEFAULT_MAX_JUMP } from '../../../market/integrity.ts'
import type { Command } from '../../command.ts'
import { choiceFlag, listFlag, numberFlag, textFlag } from '../../flags.ts'
import { requiredName } from './name.ts'
import { headline, summaryOf } from './summary.ts'

const series = (help: string) => ({ type: 'string', multiple: true, help }) as const

export const dataImport: Command = {
  name: 'data import',
  summary: 'import bars (CSV, CSV.gz, Binance klines, zip, Parquet, Arrow) as a dataset',
  usage: 'PATH… --name NAME',
  flags: {
    name: { type: 'string', help: 'NAME of the dataset; an earlier one of that name is replaced' },
    timeframe: { type: 'string', help: 'TIMEFRAME that the bars must have (default: read off the data)' },
    funding: series('PATH of funding rates: a file or a folder of them'),
    mark: series('PATH of mark-price bars, of any timeframe'),
    'open-interest': series('PATH of open interest'),
    sentiment: series('PATH of sentiment scores'),
    finer: series('PATH of bars of a shorter timeframe: the path inside the bars'),
    'finer-timeframe': {
      type: 'string',
      help: 'TIMEFRAME that the finer bars must have (default: read off the data)',
    },
    repair: {
      type: 'boolean',
      help: 'repair what can be repaired instead of refusing; each repair is recorded',
    },
    'max-jump': {
      type: 'string',
      help: `largest FACTOR between a price and the close before (default ${DEFAULT_MAX_JUMP})`,
    },
    instruments: { type: 'string', help: 'JSON FILE of instrument metadata (ticks, lots, fees, brackets …)' },
  },
  async run(flags, positionals, { root, progress }) {
    if (positionals.length === 0)
      throw new QtError('usage', 'data import: a file or folder of bars is required')
    const name = requiredName(flags)
    const timeframe = choiceFlag(flags, 'timeframe', TIMEFRAMES)
    const finerTimeframe = choiceFlag(flags, 'finer-timeframe', TIMEFRAMES)
    const finer = listFlag(flags, 'finer')
    if (finerTimeframe && finer.length === 0)
      throw new QtError('usage', '--finer-timeframe: without --finer there are no finer bars')
    const maxJump = numberFlag(flags, 'max-jump', { min: 1.01, max: 1e6 })
    const instrumentsFile = textFlag(flags, 'instruments')
    const manifest = await importDataset(root, {
      name,
      bars: positionals,
      funding: listFlag(flags, 'funding'),
      mark: listFlag(flags, 'mark'),
      openInterest: listFlag(flags, 'open-interest'),
      sentiment: listFlag(flags, 'sentiment'),
      finer,
      repair: flags.repair === true,
      ...(timeframe && { timeframe }),
      ...(finerTimeframe && { finerTimeframe }),
      ...(maxJump && { maxJump }),
      ...(instrumentsFile && { instrumentsFile }),
      progress,
    })
    const summary = summaryOf(manifest, name)
    return {
      json: summary,
      text: [headline(summary), ...manifest.notes.map((note) => `  ${note}`)].join('\n'),
    }
  },
}
