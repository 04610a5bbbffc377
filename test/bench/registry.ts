import type { Bench } from './bench.ts'

/** Every benchmark by name; loaded only where it runs. */
export const BENCHES: Readonly<Record<string, () => Promise<{ readonly default: Bench }>>> = {
  features: () => import('./benches/features.ts'),
  'event-path': () => import('./benches/event-path.ts'),
  'trading-rules': () => import('./benches/trading-rules.ts'),
  leaks: () => import('./benches/leaks.ts'),
  vectorised: () => import('./benches/vectorised.ts'),
  'vectorised-full': () => import('./benches/vectorised-full.ts'),
  sweep: () => import('./benches/sweep.ts'),
  portfolio: () => import('./benches/portfolio.ts'),
  cli: () => import('./benches/cli.ts'),
  'trees-xgboost': () => import('./benches/trees-xgboost.ts'),
  'trees-lightgbm': () => import('./benches/trees-lightgbm.ts'),
  'trees-walk-forward': () => import('./benches/trees-walk-forward.ts'),
  'trees-predict-xgboost': () => import('./benches/trees-predict-xgboost.ts'),
  'trees-predict-lightgbm': () => import('./benches/trees-predict-lightgbm.ts'),
  'trees-memory-xgboost': () => import('./benches/trees-memory-xgboost.ts'),
  'trees-memory-lightgbm': () => import('./benches/trees-memory-lightgbm.ts'),
  'nets-nhits': () => import('./benches/nets-nhits.ts'),
  'nets-nhits-unpooled': () => import('./benches/nets-nhits-unpooled.ts'),
  'nets-patchtst': () => import('./benches/nets-patchtst.ts'),
  'nets-patchtst-wide': () => import('./benches/nets-patchtst-wide.ts'),
  'nets-predict-nhits': () => import('./benches/nets-predict-nhits.ts'),
  'nets-predict-patchtst': () => import('./benches/nets-predict-patchtst.ts'),
  'nets-memory-nhits': () => import('./benches/nets-memory-nhits.ts'),
  'nets-memory-patchtst': () => import('./benches/nets-memory-patchtst.ts'),
}

export async function loadBench(name: string): Promise<Bench> {
  return (await BENCHES[name]!()).default
}
