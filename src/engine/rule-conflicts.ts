import { hasStopRule } from '../risk/levels.ts'
import type { TradingRules } from './rules.ts'

/** What no rule can tell alone; undefined where the rules go together. */
export function conflictOf({ leverage, sizing, exits, risk }: TradingRules): string | undefined {
  const hasStop = hasStopRule(exits)
  const needsStop = 'it needs exits.stopPct or exits.stopAtrs'
  if (exits.breakEvenAt !== undefined && exits.targetPct === undefined)
    return 'exits.breakEvenAt is a share of the way to the target: it needs exits.targetPct'
  if (sizing.kind === 'risk' && !hasStop)
    return `sizing.kind risk divides by the distance to the stop: ${needsStop}`
  if (typeof leverage === 'object' && !hasStop) return `leverage auto follows from the stop: ${needsStop}`
  return (
    descent('leverage', leverage, ['least', 'most']) ??
    descent('sizing', sizing, ['minNotional', 'maxNotional']) ??
    descent('sizing', sizing, ['normalFrom', 'raisedFrom', 'highFrom']) ??
    descent('risk.policy', risk.policy, ['leastRisk', 'mostRisk'])
  )
}

/** Names whose values do not ascend as they should. */
function descent(group: string, values: unknown, names: readonly string[]): string | undefined {
  if (typeof values !== 'object') return undefined
  const numbers = values as Readonly<Record<string, number>>
  for (let k = 1; k < names.length; k++) {
    const [low, high] = [names[k - 1]!, names[k]!]
    if (numbers[low]! > numbers[high]!)
      return `${group}.${low} (${numbers[low]}) is above ${group}.${high} (${numbers[high]})`
  }
  return undefined
}
