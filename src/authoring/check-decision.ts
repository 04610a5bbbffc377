import { QtError } from '../core/error.ts'
import type { Action, Decision, Votes } from '../market/decision.ts'

const ACTIONS: readonly Action[] = ['hold', 'buy', 'sell', 'close', 'closeLong', 'closeShort']

/** Refuses what no runner could act on; TypeScript finds most of it before. */
export function checkDecision(strategy: string, decision: unknown): asserts decision is Decision {
  const fault = faultOf(decision)
  if (fault) throw new QtError('strategy', `strategy ${strategy}: decide ${fault}`)
}

function faultOf(decision: unknown): string | undefined {
  if (typeof decision !== 'object' || decision === null) {
    return `must return buy(), sell(), close() or hold(), got ${String(decision)}`
  }
  const { action, confidence, exposure, edgeBps, votes } = decision as Partial<Decision>
  if (!ACTIONS.includes(action as Action)) {
    return `returned the action '${String(action)}'; allowed: ${ACTIONS.join(', ')}`
  }
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1)) {
    return `returned the confidence ${String(confidence)}; expected 0 … 1`
  }
  if (exposure !== undefined && !(Number.isFinite(exposure) && exposure > 0)) {
    return `returned the exposure ${String(exposure)}; expected a number above 0, or close() to be flat`
  }
  if (edgeBps !== undefined && !Number.isFinite(edgeBps)) {
    return `returned the edge ${String(edgeBps)}; expected basis points`
  }
  return votes === undefined ? undefined : faultOfVotes(votes)
}

function faultOfVotes({ inFavour, voters }: Votes): string | undefined {
  const isCount = Number.isInteger(inFavour) && Number.isInteger(voters)
  return isCount && inFavour >= 0 && inFavour <= voters
    ? undefined
    : `returned ${String(inFavour)} of ${String(voters)} votes; expected whole numbers, the first not above the second`
}
