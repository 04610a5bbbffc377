import type { NetModel } from '../models/nets/file/net-model.ts'
import { type Head, type NetConfig, type NetKind, warmupBars } from '../models/nets/net.ts'
import { grouped, textTable } from './text-table.ts'

/** What `qt models show` tells of a net. */
export interface NetSummary {
  readonly kind: NetKind
  readonly config: NetConfig
  readonly scaling: string
  /** Numbers in all weights, those that are not trained included. */
  readonly weights: number
  readonly tensors: number
  readonly warmupBars: number
  /** As it was given when the net was saved. */
  readonly training: unknown
}

export function summaryOfNet({ spec, scaling, weights, training }: NetModel): NetSummary {
  const sizes = [...weights.values()].map(({ values }) => values.length)
  return {
    kind: spec.kind,
    config: spec.config,
    scaling,
    weights: sizes.reduce((sum, size) => sum + size, 0),
    tensors: weights.size,
    warmupBars: warmupBars(spec.config),
    training,
  }
}

const NAMES: Readonly<Record<NetKind, string>> = { nhits: 'N-HiTS', patchtst: 'PatchTST', dlinear: 'DLinear' }

/** A summary as text. */
export function textOfNet({ kind, config, scaling, weights, tensors, ...rest }: NetSummary): string {
  const { inputLength, horizon, head } = config
  return [
    `${NAMES[kind]}, ${inputLength} bars to ${horizon} steps, ${textOfHead(head)}`,
    `${grouped(weights)} weights in ${tensors} tensors; warm-up ${rest.warmupBars} bars; windows scaled: ${scaling}`,
    '',
    textTable([['architecture', ''], ...rowsOf(config)]),
    '',
    textTable([['training', ''], ...rowsOf(rest.training)]),
  ].join('\n')
}

function textOfHead(head: Head): string {
  if (head.kind === 'classes') return `${head.count} classes`
  return head.kind === 'quantiles' ? `quantiles ${head.levels.join(', ')}` : 'point forecasts'
}

/** The members of plain data, one a row, nested ones by their path. */
function rowsOf(value: unknown, path = ''): string[][] {
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
    return [[path, value.join(', ')]]
  if (typeof value !== 'object' || value === null) return [[path, String(value ?? 'not told')]]
  return Object.entries(value).flatMap(([name, member]) => rowsOf(member, path ? `${path}.${name}` : name))
}
