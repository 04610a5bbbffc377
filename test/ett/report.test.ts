import { describe, expect, it } from 'vitest'
import type { ModelName } from './models.ts'
import type { Outcome } from './outcome.ts'
import { reportText } from './report.ts'
import { type HorizonResult, lossesOf, type ModelResult, modelResult } from './result.ts'

const outcome = (model: ModelName, seed: number, mse: number, isTrained = false): Outcome => ({
  model,
  horizon: 96,
  recipe: 0,
  seed,
  validation: { mse: 0.65, mae: 0.55 },
  test: {
    mse,
    mae: mse + 0.02,
    windows: 2785,
    full: { mse: mse - 0.001, mae: mse, windows: 2688, batch: 128 },
  },
  seconds: 12.34,
  ...(isTrained ? { training: { steps: 400, bestStep: 350, stopped: 'steps', skippedSteps: 0 } } : {}),
})

const result = (model: ModelName, outcomes: readonly Outcome[], more: Partial<ModelResult> = {}) =>
  modelResult('ETTh1', { model, recipe: 'a recipe', choices: [], judge: 'mae', outcomes, ...more })

const ridge = result('ridge', [outcome('ridge', 1, 0.3696)])
const repeat = result('repeat-last', [outcome('repeat-last', 1, 1.2944)])
const net = result('nhits', [outcome('nhits', 1, 0.38, true), outcome('nhits', 2, 0.39, true)])
const whole = (models: readonly ModelResult[]): HorizonResult => ({
  dataset: 'ETTh1',
  horizon: 96,
  windows: 2785,
  channels: 7,
  models,
})

describe('reportText', () => {
  const text = reportText(whole([repeat, ridge, net]))

  it('has a line a seed: steps, best step, validation, test, drop-last, seconds', () => {
    expect(text).toContain('ETTh1, horizon 96: all 2785 test windows × 7 channels')
    expect(text).toMatch(/seed\s+steps\s+best at\s+validation\s+test\s+drop-last 128 \(2688\)\s+seconds/)
    expect(text).toMatch(/2\s+400\s+350\s+0\.6500\s+0\.3900 \/ 0\.4100\s+0\.3890 \/ 0\.3900\s+12\.3/)
  })

  it('has mean, spread, and what is published, with its source', () => {
    expect(text).toContain('mean ± deviation: 0.3850 ± 0.0071 / 0.4050 ± 0.0071 (MSE 0.3800 … 0.3900)')
    expect(text).toContain('published: 0.378 / 0.393, so +1.9 % / +3.1 % (Nixtla/neuralforecast')
  })

  it('says in words to which baselines the net loses', () => {
    expect(text).toContain('N-HiTS loses to ridge (0.3696, +4.2 %): MSE 0.3850')
    expect(text).toContain('N-HiTS loses to ridge (0.3896, +4.0 %): MAE 0.4050')
    expect(text).not.toContain('loses to repeat-last')
    const good = result('nhits', [outcome('nhits', 1, 0.36, true)])
    expect(reportText(whole([repeat, ridge, good]))).not.toContain('loses')
  })

  it('puts all of them side by side, best first', () => {
    const [, comparison] = text.split('best first')
    expect(comparison!.match(/ridge|repeat-last|N-HiTS/g)).toEqual(['ridge', 'N-HiTS', 'repeat-last'])
  })

  it('says by what a recipe was chosen', () => {
    const choices = [
      { recipe: 'small', validation: { mse: 1, mae: 0.61 }, isChosen: false },
      { recipe: 'large', validation: { mse: 2, mae: 0.59 }, isChosen: true },
    ]
    const chosen = reportText(whole([result('nhits', [outcome('nhits', 1, 0.38, true)], { choices })]))
    expect(chosen).toContain('chosen by validation MAE with seed 1, never by the test')
    expect(chosen).toContain('→ 0.5900  large')
    expect(chosen).toContain('  0.6100  small')
  })

  it('has no drop-last figure of a test shorter than a batch', () => {
    const short = outcome('ridge', 1, 0.3)
    const full = { mse: Number.NaN, mae: Number.NaN, windows: 0, batch: 128 }
    const text = reportText(whole([result('ridge', [{ ...short, test: { ...short.test, full } }])]))
    expect(text).toContain('no full batch')
    expect(text).not.toContain('NaN')
  })

  it('says when training ended early and when steps were skipped', () => {
    const training = { steps: 300, bestStep: 50, stopped: 'patience', skippedSteps: 2 } as const
    const early = result('nhits', [{ ...outcome('nhits', 1, 0.38), training }])
    expect(reportText(whole([early]))).toContain('300 early (2 skipped)')
  })
})

describe('lossesOf', () => {
  it('counts a forecast that is no number as lost', () => {
    const broken = result('nhits', [outcome('nhits', 1, Number.NaN, true)])
    expect(lossesOf(broken, [repeat, ridge, broken], 'mse').map(({ to }) => to)).toEqual([
      'repeat-last',
      'ridge',
    ])
  })

  it('lets a baseline lose to plainer ones only', () => {
    const dlinear = result('dlinear', [outcome('dlinear', 1, 0.375, true)])
    const all = [repeat, ridge, dlinear, net]
    expect(lossesOf(dlinear, all, 'mse').map(({ to }) => to)).toEqual(['ridge'])
    expect(lossesOf(ridge, all, 'mse')).toEqual([])
    expect(lossesOf(net, all, 'mae').map(({ to }) => to)).toEqual(['ridge', 'dlinear'])
  })
})
