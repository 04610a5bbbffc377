import type { ReportContext } from '../context.ts'
import type { Html } from '../html.ts'
import { tableHtml } from '../table.ts'

type Setting = readonly [name: string, value: string]

/** Parameters of the strategy and the effective configuration, nested names joined by dots. */
export function configurationTable({ result }: ReportContext): Html {
  const settings = [...flatten('strategy', result.strategy.params), ...flatten('', result.config)]
  return tableHtml<Setting>(
    'Effective configuration',
    [
      { title: 'Setting', isText: true, cell: ([name]) => name },
      { title: 'Value', isText: true, cell: ([, value]) => value },
    ],
    settings,
  )
}

function flatten(prefix: string, value: unknown): Setting[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return [[prefix, typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none')]]
  }
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, inner]) => flatten(prefix === '' ? key : `${prefix}.${key}`, inner))
}
