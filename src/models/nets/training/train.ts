import type { Kit } from '../kit/kit.ts'
import type { Net } from '../net.ts'
import { checkTraining } from './check-training.ts'
import type { Checkpoint, Evaluation } from './checkpoint.ts'
import type { Best } from './patience.ts'
import { type RunOptions, TrainingRun } from './run.ts'

export interface TrainingOptions extends RunOptions {
  readonly onEvaluation?: (evaluation: Evaluation) => void
  /** Steps between checkpoints. */
  readonly checkpointEvery?: number
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void
  /** Go on from here; the net may have any weights, they are replaced. */
  readonly resume?: Checkpoint
}

export interface TrainingResult {
  readonly history: readonly Evaluation[]
  /** The evaluation whose weights the net has; absent without validation, or when none was finite. */
  readonly best?: Best
  /** Steps done, those that were skipped included. */
  readonly steps: number
  /** Steps whose loss or gradient was no number: they changed nothing. */
  readonly skippedSteps: number
  /** Why it ended. */
  readonly stopped: 'steps' | 'patience'
}

/**
 * Trains a net: batches of shuffled windows, gradients of the mean loss, a step of the optimiser each; every
 * `evaluateEvery` steps a look at the validation windows. It ends after `steps`, or when `patience` evaluations
 * have brought nothing better, and the net then has the weights that were best on validation. Without validation
 * windows all steps are run and the last weights stay.
 *
 * The same net, windows, recipe and seed give the same weights, bit for bit, on one backend.
 *
 * @throws QtError `usage` for a recipe that cannot be, `data` for windows that do not fit the net and for training
 *   that diverges
 */
export function trainNet(kit: Kit, net: Net, options: TrainingOptions): TrainingResult {
  checkTraining(net, options)
  const { recipe, resume, onEvaluation = () => {}, onCheckpoint = () => {} } = options
  const { checkpointEvery = recipe.steps + 1 } = options
  const run = new TrainingRun(kit, net, options, resume)
  const isDue = (every: number) => run.step % every === 0
  try {
    while (run.step < recipe.steps && !run.patience.isExhausted) {
      run.advance()
      if (isDue(recipe.evaluateEvery) || run.step === recipe.steps) onEvaluation(run.evaluate())
      if (isDue(checkpointEvery)) onCheckpoint(run.checkpoint())
    }
    return finished(run)
  } finally {
    run.dispose()
  }
}

function finished(run: TrainingRun): TrainingResult {
  run.keepBest()
  const { history, step: steps, skippedSteps } = run
  const { best, isExhausted } = run.patience
  return {
    history,
    ...(best ? { best } : {}),
    steps,
    skippedSteps,
    stopped: isExhausted ? 'patience' : 'steps',
  }
}
