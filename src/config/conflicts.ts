import { QtError } from '../core/error.ts'
import type { Effective, EffectiveSettings } from './effective.ts'

/** What no setting can tell alone, with the names under which the values came. */
export function conflictsOf(settings: EffectiveSettings): QtError[] {
  return [breakEven(settings), universe(settings), exchange(settings)].filter((fault) => fault !== undefined)
}

function breakEven(settings: EffectiveSettings): QtError | undefined {
  const own = settings.get('exits.breakEvenAt')!
  const target = settings.get('exits.targetPct')!
  if (own.value === undefined || target.value !== undefined) return undefined
  return new QtError(
    'config',
    `${nameOf(own)} is a share of the way to the target: it needs --target (exits.targetPct), which is none (${target.origin.label})`,
    'give a target, or --break-even none',
  )
}

function universe(settings: EffectiveSettings): QtError | undefined {
  const select = settings.get('universe.select')!
  const fetch = settings.get('universe.fetch')!
  if ((select.value as number) <= (fetch.value as number)) return undefined
  return new QtError(
    'config',
    `${nameOf(select)} is ${select.value}, more than the ${fetch.value} that are looked at by ${nameOf(fetch)}`,
  )
}

/** Real orders on paper, and paper on an exchange, are both contradictions. */
function exchange(settings: EffectiveSettings): QtError | undefined {
  const isReal = settings.get('execution.isReal')!
  const where = settings.get('execution.exchange')!
  const isContradiction = isReal.value === true && where.value === 'paper' && where.origin.layer !== 'default'
  if (!isContradiction) return undefined
  return new QtError('config', `${nameOf(isReal)} asks for real orders, ${nameOf(where)} for paper`)
}

/** `--break-even`, `QT_PARTIAL_TP (environment)`, `exits.breakEvenAt (default)`. */
function nameOf({ setting, origin }: Effective): string {
  const isBare = origin.layer === 'default' || origin.layer === 'profile' || origin.name === origin.label
  return isBare ? `${setting.path} (${origin.label})` : origin.name
}
