import { openDataset } from '../../adapters/data/open-dataset.ts'
import { DEMO, ensureDemo } from '../../adapters/data/synthesize.ts'
import { QtError } from '../../core/error.ts'
import { formatTime } from '../../core/time.ts'
import { featureCatalogue } from '../../features/feature-catalogue.ts'
import { featureInputs } from '../../features/inputs.ts'
import { parseFeature } from '../../features/parse-feature.ts'
import { computeColumns } from '../../features/plan.ts'
import type { Command } from '../command.ts'
import { numberFlag, textFlag, timeFlag } from '../flags.ts'
import { sparkline } from '../sparkline.ts'

export const featuresListCommand: Command = {
  name: 'features list',
  summary: 'print the catalogue of features with lookback and definition',
  usage: '[GROUP]',
  flags: {},
  async run(_values, [group]) {
    const all = featureCatalogue()
    const groups = [...new Set(all.map((entry) => entry.group))]
    if (group !== undefined && !groups.includes(group as (typeof groups)[number])) {
      throw new QtError('usage', `unknown group '${group}'`, `known: ${groups.join(', ')}`)
    }
    const features = all.filter((entry) => group === undefined || entry.group === group)
    const lines = groups.flatMap((name) => {
      const members = features.filter((entry) => entry.group === name)
      return members.length === 0 ? [] : ['', name.toUpperCase(), ...members.flatMap(entryLines)]
    })
    const columns = features.reduce((sum, entry) => sum + entry.outputs.length, 0)
    return {
      json: { features },
      text: [`${features.length} features, ${columns} columns`, ...lines].join('\n'),
    }
  },
}

function entryLines(entry: ReturnType<typeof featureCatalogue>[number]): string[] {
  const params = Object.entries(entry.params).map(([name, param]) => `${name}=${param.default}`)
  const outputs = entry.outputs.length > 1 ? ` → ${entry.outputs.join(', ')}` : ''
  return [
    `  ${entry.name}(${params.join(', ')})${outputs}   [lookback ${entry.lookback}]`,
    `      ${entry.summary}`,
  ]
}

export const featuresShowCommand: Command = {
  name: 'features show',
  summary: 'compute features on a dataset and print or sketch them',
  usage: "FEATURE … [--data NAME] [--symbol ID]   e.g. 'ema(period=50)' 'macd(output=histogram)'",
  flags: {
    data: { type: 'string', short: 'd', value: 'NAME', help: 'dataset (demo)' },
    symbol: { type: 'string', value: 'ID', help: 'instrument (the first)' },
    from: { type: 'string', value: 'TIME', help: 'first bar shown, UTC' },
    rows: { type: 'string', value: 'N', help: 'bars shown (20; with --json 1000)' },
    plot: { type: 'boolean', help: 'sketch the columns instead of printing them' },
  },
  async run(values, names, context) {
    if (names.length === 0)
      throw new QtError(
        'usage',
        'name at least one feature',
        "such as 'rsi(period=14)'; qt features list shows all",
      )
    const specs = names.map(parseFeature)
    const dataset = textFlag(values, 'data') ?? DEMO
    if (dataset === DEMO) await ensureDemo(context.root, (text) => context.progress(text))
    const data = await openDataset(context.root, dataset)
    const symbol = textFlag(values, 'symbol') ?? data.instruments[0]!.instrument.id
    const at = data.instruments.findIndex(({ instrument }) => instrument.id === symbol)
    if (at < 0) {
      const known = data.instruments.map(({ instrument }) => instrument.id).join(', ')
      throw new QtError('usage', `dataset ${dataset} has no instrument '${symbol}'`, `it has: ${known}`)
    }
    const { times } = data.instruments[at]!.bars
    const columns = computeColumns(specs, featureInputs(data, at))
    const rows =
      numberFlag(values, 'rows', { min: 1, max: 1e7, isInteger: true }) ?? (values.json ? 1000 : 20)
    const from = firstRow(times, timeFlag(values, 'from'), rows)
    const to = Math.min(times.length, from + rows)
    const shown = columns.map((column) => column.subarray(from, to))
    const json = {
      dataset: { name: data.name, hash: data.hash, synthetic: data.isSynthetic },
      symbol,
      times: [...times.subarray(from, to)],
      features: specs.map((spec, k) => ({
        key: spec.key,
        values: [...shown[k]!].map((v) => (Number.isNaN(v) ? null : v)),
      })),
    }
    const title = `${symbol} in ${data.name}${data.isSynthetic ? ' (synthetic data)' : ''}`
    const keys = specs.map((spec) => spec.key)
    const text = values.plot
      ? sketch(
          keys,
          columns.map((column) => column.subarray(from, to)),
        )
      : table(keys, times, shown, from)
    return { json, text: `${title}\n${text}` }
  },
}

/** With a start given, from there; else the last rows. */
function firstRow(times: Float64Array, from: number | undefined, rows: number): number {
  if (from === undefined) return Math.max(0, times.length - rows)
  const row = times.findIndex((time) => time >= from)
  if (row >= 0) return row
  throw new QtError(
    'usage',
    `--from ${formatTime(from)} lies after the last bar ${formatTime(times.at(-1)!)}`,
  )
}

function table(
  keys: readonly string[],
  times: Float64Array,
  columns: readonly Float64Array[],
  from: number,
): string {
  const widths = keys.map((key) => Math.max(14, key.length))
  const header = ['time'.padEnd(18), ...keys.map((key, k) => key.padStart(widths[k]!))].join('  ')
  const lines = Array.from({ length: columns[0]!.length }, (_, i) =>
    [
      formatTime(times[from + i]!).padEnd(18),
      ...columns.map((column, k) => cell(column[i]!).padStart(widths[k]!)),
    ].join('  '),
  )
  return [header, ...lines].join('\n')
}

const cell = (value: number) => (Number.isNaN(value) ? '–' : Number(value.toPrecision(10)).toString())

function sketch(keys: readonly string[], columns: readonly Float64Array[]): string {
  return keys
    .map((key, k) => {
      const known = columns[k]!.filter((value) => !Number.isNaN(value))
      const [least, most] =
        known.length > 0
          ? [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))]
          : [NaN, NaN]
      return `${key}   ${cell(least)} … ${cell(most)}\n${sparkline(columns[k]!, 100)}`
    })
    .join('\n')
}
