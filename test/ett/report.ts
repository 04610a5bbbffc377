import type { Verdict } from './judge.ts'
import { TITLES } from './models.ts'
import type { Outcome } from './outcome.ts'
import { BASELINES, type HorizonResult, type Loss, lossesOf, type ModelResult } from './result.ts'
import { table } from './table.ts'

const number = (value: number): string => value.toFixed(4)
const percent = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(1)} %`
const pair = ({ mse, mae }: { readonly mse: number; readonly mae: number }): string =>
  `${number(mse)} / ${number(mae)}`

const fullPair = ({ full }: Verdict): string => (full.windows > 0 ? pair(full) : 'no full batch')

/** One dataset and horizon for people. */
export function reportText(result: HorizonResult): string {
  const { dataset, horizon, windows, channels, models } = result
  const head = `${dataset}, horizon ${horizon}: all ${windows} test windows × ${channels} channels, MSE / MAE in standardised units`
  const trained = models.filter(({ outcomes }) => outcomes[0]!.training)
  return [head, ...trained.map((net) => netText(net, models)), comparisonText(models)].join('\n\n')
}

function netText(net: ModelResult, models: readonly ModelResult[]): string {
  const title = TITLES[net.model]
  return [
    `${title}: ${net.recipe}`,
    ...choiceLines(net),
    ...indented(seedTable(net.outcomes)),
    ...indented(summaryLines(net)),
    ...BY.flatMap((by) => lossLines(title, net, lossesOf(net, models, by))),
  ].join('\n')
}

function choiceLines({ choices, judge }: ModelResult): string[] {
  if (choices.length === 0) return []
  const lines = choices.map(
    ({ recipe, validation, isChosen }) => `${isChosen ? '→' : ' '} ${number(validation[judge])}  ${recipe}`,
  )
  return indented([`chosen by validation ${judge.toUpperCase()} with seed 1, never by the test:`, ...lines])
}

function seedTable(outcomes: readonly Outcome[]): string[] {
  const { batch, windows } = outcomes[0]!.test.full
  const header = [
    'seed',
    'steps',
    'best at',
    'validation',
    'test',
    `drop-last ${batch} (${windows})`,
    'seconds',
  ]
  return table([header, ...outcomes.map(seedRow)])
}

function seedRow({ seed, training, validation, test, seconds }: Outcome): string[] {
  const { steps, bestStep, stopped, skippedSteps } = training!
  const early = stopped === 'patience' ? ' early' : ''
  const skipped = skippedSteps > 0 ? ` (${skippedSteps} skipped)` : ''
  return [
    String(seed),
    `${steps}${early}${skipped}`,
    String(bestStep),
    number(validation.mse),
    pair(test),
    fullPair(test),
    seconds.toFixed(1),
  ]
}

function summaryLines({ mse, mae, outcomes, published }: ModelResult): string[] {
  const mean = outcomes.length > 1 ? 'mean ± deviation' : 'one seed'
  const spread = (figure: typeof mse): string =>
    outcomes.length > 1 ? `${number(figure.mean)} ± ${number(figure.deviation)}` : number(figure.mean)
  const range = outcomes.length > 1 ? ` (MSE ${number(mse.least)} … ${number(mse.most)})` : ''
  const ours = `${mean}: ${spread(mse)} / ${spread(mae)}${range}`
  if (!published) return [ours, 'published: nothing for this dataset and horizon']
  const { msePercent, maePercent, source } = published
  const theirs = `published: ${published.mse} / ${published.mae}, so ${percent(msePercent)} / ${percent(maePercent)} (${source})`
  return [ours, theirs]
}

const BY = ['mse', 'mae'] as const

function lossLines(title: string, net: ModelResult, losses: readonly Loss[]): string[] {
  const [first] = losses
  if (!first) return []
  const each = losses.map((loss) => `${TITLES[loss.to]} (${number(loss.error)}, ${percent(loss.percent)})`)
  return [
    `  ${title} loses to ${each.join(' and ')}: ${first.by.toUpperCase()} ${number(net[first.by].mean)}`,
  ]
}

/** All models, best first: baselines are marked. */
function comparisonText(models: readonly ModelResult[]): string {
  const rows = models
    .toSorted((a, b) => a.mse.mean - b.mse.mean)
    .map((one) => {
      const { test, seconds } = one.outcomes[0]!
      const mark = BASELINES.includes(one.model) ? 'baseline' : ''
      const means = pair({ mse: one.mse.mean, mae: one.mae.mean })
      return [
        TITLES[one.model],
        means,
        `${fullPair(test)} drop-last ${test.full.batch}`,
        mark,
        `${seconds.toFixed(1)} s`,
      ]
    })
  return [
    'On the same windows, best first (drop-last and seconds of the first seed):',
    ...indented(table(rows)),
  ].join('\n')
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)
