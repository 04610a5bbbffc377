import { writeSync } from 'node:fs'
import { openKit } from '../../src/adapters/tensorflow/open-kit.ts'
import { serve } from '../../src/adapters/workers/serve.ts'
import type { Benchmark } from './benchmark.ts'
import { TITLES } from './models.ts'
import type { Job, Outcome } from './outcome.ts'
import { runJob } from './run-job.ts'
import type { Progress } from './train.ts'

await serve<Benchmark, Job, Outcome>(async (benchmark) => {
  const kit = await openKit()
  return (job) => runJob(kit, benchmark, job, (progress) => tell(job, progress))
})

/** Straight to the file: a worker's streams wait for the end of its task. */
function tell({ model, horizon, seed }: Job, { step, steps, validationLoss, secondsLeft }: Progress): void {
  const left = `${Math.round(secondsLeft)} s left at most`
  const text = `${TITLES[model]} ${horizon} seed ${seed}: step ${step} of ${steps}, validation loss ${validationLoss.toFixed(4)}, ${left}`
  writeSync(2, `${text}\n`)
}
