import type { Recipe, Schedule } from './recipe.ts'

/** What the optimiser is told at one step. */
export interface Pace {
  readonly learningRate: number
  /** Where the schedule moves it; absent: the optimiser's own. */
  readonly beta1?: number
}

export interface Progress {
  /** Steps done. */
  readonly step: number
  /** Passes over the data done. */
  readonly pass: number
}

/** The pace of the step that comes next. */
export function paceOf({ schedule, learningRate, steps }: Recipe, progress: Progress): Pace {
  if (schedule.kind === 'one-cycle') return oneCycle(schedule, learningRate, steps, progress.step)
  return { learningRate: learningRate * shareOf(schedule, steps, progress) }
}

function shareOf(
  schedule: Exclude<Schedule, { kind: 'one-cycle' }>,
  steps: number,
  { step, pass }: Progress,
): number {
  if (schedule.kind === 'constant') return 1
  if (schedule.kind === 'warm-up') return Math.min(1, (step + 1) / schedule.steps)
  if (schedule.kind === 'halving') return 0.5 ** Math.floor(step / halvingSteps(steps, schedule.times))
  if (pass === 0) return schedule.firstPass ?? 1
  return 0.9 ** Math.max(0, pass - 3)
}

/** neuralforecast's and the N-HiTS repository's step size; the last halving may come at the very end. */
function halvingSteps(steps: number, times: number): number {
  return times === 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(steps / times))
}

/** Starting rate of a cycle ÷ its peak, final rate ÷ its start, and the bounds of β₁: PyTorch's defaults. */
const [START, END, BETA_HIGH, BETA_LOW] = [1 / 25, 1e-4, 0.95, 0.85]

/** Up to the peak until step rise · steps − 1, down until the last; β₁ the other way round. */
function oneCycle(
  { rise, cycleMomentum }: Extract<Schedule, { kind: 'one-cycle' }>,
  peak: number,
  steps: number,
  step: number,
): Pace {
  const top = rise * steps - 1
  const isRising = step <= top
  const part = isRising ? step / top : (step - top) / (steps - 1 - top)
  const start = peak * START
  const learningRate = isRising ? cosine(start, peak, part) : cosine(peak, start * END, part)
  if (!cycleMomentum) return { learningRate }
  const beta1 = isRising ? cosine(BETA_HIGH, BETA_LOW, part) : cosine(BETA_LOW, BETA_HIGH, part)
  return { learningRate, beta1 }
}

/** From one value to another along half a cosine. */
const cosine = (from: number, to: number, part: number) =>
  to + ((from - to) / 2) * (1 + Math.cos(Math.PI * part))
