import { QtError } from '../../../core/error.ts'
import { Random } from '../../../core/random.ts'
import type { Kit } from '../kit/kit.ts'
import type { Tensor } from '../kit/tensorflow.ts'
import type { Mode, Net } from '../net.ts'
import { copyOf, loadWeights, putBack, type WeightValues, weightsOf } from '../weights.ts'
import { ShuffledPasses } from '../windows/shuffled-passes.ts'
import type { WindowSet } from '../windows/window-set.ts'
import { createOptimiser, type Optimiser } from './adam.ts'
import { WeightAverage } from './average.ts'
import type { Checkpoint, Evaluation, Tally } from './checkpoint.ts'
import { clipScale, globalNorm } from './clipping.ts'
import { dataOf } from './data-of.ts'
import { evaluateNet } from './evaluate.ts'
import { batchGradients } from './gradients.ts'
import { Patience } from './patience.ts'
import type { Recipe } from './recipe.ts'
import { type Pace, paceOf } from './schedule.ts'

/** Steps without a finite gradient, one after the other, until training is given up. */
const SKIPPED_AT_MOST = 10

const NO_STEPS: Tally = { steps: 0, lossSum: 0 }

export interface RunOptions {
  readonly train: WindowSet
  readonly validation?: WindowSet
  readonly recipe: Recipe
  readonly seed: number
}

/** A run of training: everything that changes from step to step. */
export class TrainingRun {
  step = 0
  skippedSteps = 0
  readonly history: Evaluation[] = []
  readonly patience: Patience
  private skippedInRow = 0
  private tally = NO_STEPS
  private knownData: string | undefined
  private bestWeights: ReadonlyMap<string, WeightValues> | undefined
  private readonly kit: Kit
  private readonly net: Net
  private readonly options: RunOptions
  private readonly optimiser: Optimiser
  private readonly average: WeightAverage | undefined
  private readonly passes: ShuffledPasses
  private readonly mode: Mode & { readonly training: true }
  private readonly dropout: Random

  constructor(kit: Kit, net: Net, options: RunOptions, checkpoint?: Checkpoint) {
    const { train, recipe, seed } = options
    const random = new Random(seed)
    this.kit = kit
    this.net = net
    this.options = options
    if (checkpoint) loadWeights(kit, net, checkpoint.weights)
    this.optimiser = createOptimiser(kit, net.weights.trained, recipe.optimiser)
    this.passes = checkpoint
      ? ShuffledPasses.resume(checkpoint.passes)
      : new ShuffledPasses(train.originOf.length, random.stream('windows'))
    this.dropout = checkpoint ? Random.resume(checkpoint.dropout) : random.stream('dropout')
    this.mode = { training: true, nextKey: () => this.dropout.uint32() }
    this.patience = new Patience(recipe.patience, checkpoint?.patience)
    if (checkpoint) this.restore(checkpoint)
    const { averaging } = recipe
    if (averaging !== undefined) this.average = new WeightAverage(kit, net, averaging, checkpoint?.average)
  }

  /** One batch: forward, backward, and a step downhill unless the loss or its slope is no number. */
  advance(): void {
    const { train, recipe } = this.options
    const kept = copyOf(this.net.weights.kept)
    const picks = this.passes.next(this.batch)
    const { loss, gradients } = batchGradients(this.kit, this.net, train, picks, recipe, this.mode)
    const norm = globalNorm(this.kit, gradients)
    const isSound = Number.isFinite(loss) && Number.isFinite(norm)
    if (isSound) this.descend(loss, gradients, norm)
    this.kit.tf.dispose([...gradients.values()])
    if (!isSound) this.skip(kept)
    this.step++
  }

  /** Measures the net; of the best so far the weights are put aside. */
  evaluate(): Evaluation {
    const { validation } = this.options
    const { steps, lossSum } = this.tally
    const { learningRate } = this.paceAt(this.step - 1)
    const measured = { step: this.step, learningRate, trainLoss: lossSum / steps }
    this.tally = NO_STEPS
    if (!validation) return this.record(measured)
    const validationLoss = this.averaged(() => this.judge(validation))
    return this.record({ ...measured, validationLoss })
  }

  private judge(validation: WindowSet): number {
    const { recipe } = this.options
    const loss = evaluateNet(this.kit, this.net, validation, { ...recipe, loss: recipe.judge ?? recipe.loss })
    if (this.patience.observe(this.step, loss)) this.bestWeights = weightsOf(this.net)
    return loss
  }

  /** With the mean weights where the recipe asks for them. */
  private averaged<T>(measure: () => T): T {
    return this.average ? this.average.during(measure) : measure()
  }

  /** Gives the net the weights that were best. */
  keepBest(): void {
    const weights = this.bestWeights ?? this.averaged(() => weightsOf(this.net))
    loadWeights(this.kit, this.net, weights)
    const wrong = [...weights].find(([, { values }]) => !values.every(Number.isFinite))
    if (wrong) throw diverged(`weight ${wrong[0]} holds values that are no numbers`)
  }

  dispose(): void {
    this.optimiser.dispose()
    this.average?.dispose()
  }

  checkpoint(): Checkpoint {
    return {
      recipe: this.options.recipe,
      seed: this.options.seed,
      data: this.data,
      step: this.step,
      skippedSteps: this.skippedSteps,
      skippedInRow: this.skippedInRow,
      weights: weightsOf(this.net),
      optimiser: this.optimiser.state(),
      ...(this.average ? { average: this.average.state() } : {}),
      passes: this.passes.state(),
      dropout: this.dropout.state(),
      patience: this.patience.state(),
      ...(this.bestWeights ? { bestWeights: this.bestWeights } : {}),
      tally: this.tally,
      history: [...this.history],
    }
  }

  /** Needed for checkpoints only. */
  private get data(): string {
    this.knownData ??= dataOf(this.options)
    return this.knownData
  }

  private restore(checkpoint: Checkpoint): void {
    this.optimiser.restore(checkpoint.optimiser)
    this.step = checkpoint.step
    this.skippedSteps = checkpoint.skippedSteps
    this.skippedInRow = checkpoint.skippedInRow
    this.bestWeights = checkpoint.bestWeights
    this.tally = checkpoint.tally
    this.history.push(...checkpoint.history)
  }

  private descend(loss: number, gradients: ReadonlyMap<string, Tensor>, norm: number): void {
    const { clipNorm } = this.options.recipe
    this.optimiser.step(gradients, { ...this.paceAt(this.step), scale: clipScale(norm, clipNorm) })
    this.average?.follow()
    this.tally = { steps: this.tally.steps + 1, lossSum: this.tally.lossSum + loss }
    this.skippedInRow = 0
  }

  /** @param kept what was there before the net was run: it has moved with numbers that are none */
  private skip(kept: ReadonlyMap<string, WeightValues>): void {
    putBack(this.kit, this.net.weights.kept, kept)
    this.skippedSteps++
    if (++this.skippedInRow < SKIPPED_AT_MOST) return
    const range = `steps ${this.step + 2 - SKIPPED_AT_MOST} to ${this.step + 1}`
    throw diverged(`no finite loss and gradient in ${range}`)
  }

  private record(evaluation: Evaluation): Evaluation {
    this.history.push(evaluation)
    return evaluation
  }

  private paceAt(step: number): Pace {
    const pass = Math.floor((step * this.batch) / this.options.train.originOf.length)
    return paceOf(this.options.recipe, { step, pass })
  }

  /** No window comes twice in a batch because there are few of them. */
  private get batch(): number {
    return Math.min(this.options.recipe.batch, this.options.train.originOf.length)
  }
}

function diverged(how: string): QtError {
  const hint = 'a lower learningRate, a clipNorm or another scaling keeps numbers in range'
  return new QtError('data', `training diverged: ${how}`, hint)
}
