import type { Link, Transform } from './transform.ts'

const TRANSFORMS: Readonly<Record<string, Transform>> = {
  // A file without objective tells raw scores.
  '': 'identity',
  regression: 'identity',
  regression_l1: 'identity',
  huber: 'identity',
  fair: 'identity',
  quantile: 'identity',
  mape: 'identity',
  lambdarank: 'identity',
  rank_xendcg: 'identity',
  binary: 'sigmoid',
  multiclassova: 'sigmoid',
  cross_entropy: 'sigmoid',
  multiclass: 'softmax',
  poisson: 'exp',
  gamma: 'exp',
  tweedie: 'exp',
}

/** Link of an objective's whole line: a name, then `sigmoid:1` and other settings. */
export function lightgbmLink(objective: string): Link {
  const [name = '', ...settings] = objective.trim().split(/\s+/)
  const slope = settings.find((setting) => setting.startsWith('sigmoid:'))
  // `regression sqrt` squares what the trees say: not done here.
  const transform = settings.includes('sqrt') ? undefined : TRANSFORMS[name]
  return { slope: slope ? Number(slope.slice('sigmoid:'.length)) : 1, ...(transform && { transform }) }
}
