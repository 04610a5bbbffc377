import { QtError } from '../../../core/error.ts'
import { log32 } from '../libm/log32.ts'
import type { Transform } from './transform.ts'

interface XgboostLink {
  /** Margin of an intercept, which files give in user space. float32 */
  readonly toMargin: (score: number) => number
  /** Absent where only the margins are told. */
  readonly transform?: Transform
}

const identity = (score: number) => score
/** Probabilities of intercepts keep away from 0 and 1. */
const LEAST = Math.fround(1e-6)
const MOST = Math.fround(1 - LEAST)

/** ln(p / (1 − p)), as XGBoost rounds it. */
function logit(score: number): number {
  const p = Math.min(MOST, Math.max(LEAST, score))
  return -log32(Math.fround(Math.fround(1 / p) - 1))
}

const log = (score: number) => log32(score)

const PLAIN: XgboostLink = { toMargin: identity, transform: 'identity' }
const LOGISTIC: XgboostLink = { toMargin: logit, transform: 'sigmoid' }
const LOGARITHMIC: XgboostLink = { toMargin: log, transform: 'exp' }

const LINKS: Readonly<Record<string, XgboostLink>> = {
  'reg:squarederror': PLAIN,
  'reg:squaredlogerror': PLAIN,
  'reg:absoluteerror': PLAIN,
  'reg:pseudohubererror': PLAIN,
  'reg:quantileerror': PLAIN,
  'rank:pairwise': PLAIN,
  'rank:ndcg': PLAIN,
  'rank:map': PLAIN,
  'reg:logistic': LOGISTIC,
  'binary:logistic': LOGISTIC,
  'binary:logitraw': PLAIN,
  'multi:softprob': { toMargin: identity, transform: 'softmax' },
  'count:poisson': LOGARITHMIC,
  'reg:gamma': LOGARITHMIC,
  'reg:tweedie': LOGARITHMIC,
  'survival:cox': LOGARITHMIC,
  'survival:aft': LOGARITHMIC,
  'binary:hinge': { toMargin: identity },
  'multi:softmax': { toMargin: identity },
}

/** @throws QtError `usage` for an objective that is not known here: its intercept cannot be told either */
export function xgboostLink(objective: string): XgboostLink {
  if (Object.hasOwn(LINKS, objective)) return LINKS[objective]!
  const hint = `known are ${Object.keys(LINKS).join(', ')}`
  throw new QtError('usage', `XGBoost objective ${JSON.stringify(objective)} is not known`, hint)
}
