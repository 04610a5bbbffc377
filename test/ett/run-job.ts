import type { Kit } from '../../src/models/nets/kit/kit.ts'
import { disposeNet } from '../../src/models/nets/weights.ts'
import { baseline } from './baselines.ts'
import { type Benchmark, windowsOf } from './benchmark.ts'
import { errorsOf, verdictOf } from './judge.ts'
import { isNet } from './models.ts'
import type { Job, Outcome } from './outcome.ts'
import { recipesOf } from './recipes/recipes.ts'
import { type Fitted, type Progress, trained } from './train.ts'

/** Windows of a batch in the code that published the model's kind: its test drops what does not fill one. */
const DROP_LAST = { 'repeat-last': 32, ridge: 32, dlinear: 32, nhits: 128, patchtst: 128 }

/** Fits one model on the training part and scores it on every window of the other two. */
export function runJob(
  kit: Kit,
  benchmark: Benchmark,
  job: Job,
  onProgress: (progress: Progress) => void,
): Outcome {
  const { model, horizon, seed, recipe } = job
  const begin = performance.now()
  if (!isNet(model)) return outcomeOf(benchmark, job, baseline(model, benchmark, horizon), begin)
  const shipped = recipesOf(model, benchmark.intervalMinutes, horizon)[recipe]!
  const fitted = trained(kit, benchmark, shipped, seed, onProgress)
  try {
    return outcomeOf(benchmark, job, fitted, begin)
  } finally {
    disposeNet(fitted.net)
  }
}

function outcomeOf(benchmark: Benchmark, job: Job, fitted: Fitted, begin: number): Outcome {
  const { forecaster, windows, training } = fitted
  const errors = (part: 'validation' | 'test') => errorsOf(windowsOf(benchmark, part, windows), forecaster)
  return {
    ...job,
    validation: errors('validation').score(),
    test: verdictOf(errors('test'), DROP_LAST[job.model]),
    seconds: (performance.now() - begin) / 1000,
    ...(training ? { training } : {}),
  }
}
