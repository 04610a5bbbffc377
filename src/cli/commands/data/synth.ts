import { checkNewName } from '../../../adapters/data/dataset-folder.ts'
import { DEMO_SPEC, synthesize } from '../../../adapters/data/synthesize.ts'
import { QtError } from '../../../core/error.ts'
import { TIMEFRAME_MS, TIMEFRAMES } from '../../../core/time.ts'
import type { SyntheticSpec } from '../../../market/synthetic/generate.ts'
import type { Command, FlagValues } from '../../command.ts'
import { choiceFlag, numberFlag, timeFlag } from '../../flags.ts'
import { requiredName } from './name.ts'
import { headline, summaryOf } from './summary.ts'

const FIRST_TIME = Date.UTC(2009, 0, 1)
const LAST_TIME = Date.UTC(2100, 0, 1)

export const dataSynth: Command = {
  name: 'data synth',
  summary: 'generate a synthetic dataset from a seed',
  usage: '--name NAME',
  flags: {
    name: { type: 'string', help: 'NAME of the dataset; an earlier one of that name is replaced' },
    seed: { type: 'string', help: `whole NUMBER (default ${DEMO_SPEC.seed})` },
    instruments: { type: 'string', help: `NUMBER of instruments (default ${DEMO_SPEC.instruments})` },
    bars: { type: 'string', help: `NUMBER of bars of each instrument (default ${DEMO_SPEC.bars})` },
    timeframe: { type: 'string', help: `TIMEFRAME (default ${DEMO_SPEC.timeframe})` },
    start: { type: 'string', help: 'UTC DAY of the first bar (default 2023-01-01)' },
  },
  async run(flags, _positionals, { root, progress }) {
    const name = requiredName(flags)
    checkNewName(name)
    const summary = summaryOf(await synthesize(root, name, specOf(flags), progress), name)
    return { json: summary, text: headline(summary) }
  },
}

function specOf(flags: FlagValues): SyntheticSpec {
  const whole = (flag: string, min: number, max: number) =>
    numberFlag(flags, flag, { min, max, isInteger: true })
  const timeframe = choiceFlag(flags, 'timeframe', TIMEFRAMES) ?? DEMO_SPEC.timeframe
  const firstTime = timeFlag(flags, 'start') ?? DEMO_SPEC.firstTime
  const bars = whole('bars', 2, 50_000_000) ?? DEMO_SPEC.bars
  const interval = TIMEFRAME_MS[timeframe]
  if (firstTime < FIRST_TIME || firstTime + bars * interval > LAST_TIME || firstTime % interval !== 0)
    throw new QtError(
      'usage',
      `--start and --bars: ${bars} bars of ${timeframe} on its grid between 2009 and 2099 expected`,
    )
  return {
    seed: whole('seed', 0, 2 ** 32 - 1) ?? DEMO_SPEC.seed,
    instruments: whole('instruments', 1, 1000) ?? DEMO_SPEC.instruments,
    bars,
    timeframe,
    firstTime,
  }
}
