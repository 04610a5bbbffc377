import { openTreeModel, saveTreeModel } from '../../adapters/models/tree-model-file.ts'
import { QtError } from '../../core/error.ts'
import type { Command } from '../command.ts'
import { numberFlag } from '../flags.ts'
import { summaryOf, textOfModel } from '../model-summary.ts'

const TOP = 20

const modelsShow: Command = {
  name: 'models show',
  summary: 'show what a file of XGBoost or LightGBM holds: objective, trees, importance of features',
  usage: 'FILE',
  flags: { top: { type: 'string', value: 'N', help: `features shown (${TOP}; with --json all)` } },
  async run(flags, positionals) {
    const [file] = exactly(positionals, ['FILE'], 'models show')
    const top = numberFlag(flags, 'top', { min: 1, max: 1e6, isInteger: true }) ?? TOP
    const summary = summaryOf(await openTreeModel(file!))
    return { json: { file, ...summary }, text: `${file}: ${textOfModel(summary, top)}` }
  },
}

const modelsConvert: Command = {
  name: 'models convert',
  summary: 'read a model (XGBoost JSON or UBJSON, LightGBM text) and write it as JSON or text',
  usage: 'FROM TO',
  flags: {},
  async run(_flags, positionals) {
    const [from, to] = exactly(positionals, ['FROM', 'TO'], 'models convert')
    const model = await openTreeModel(from!)
    saveTreeModel(to!, model)
    const { library, trees, features } = summaryOf(model)
    return {
      json: { from, to, library, trees, features },
      text: `${to}: ${library}, ${trees} trees, ${features} features`,
    }
  },
}

/** `qt models show|convert`. */
export const MODEL_COMMANDS: readonly Command[] = [modelsShow, modelsConvert]

function exactly(
  positionals: readonly string[],
  names: readonly string[],
  command: string,
): readonly string[] {
  if (positionals.length === names.length) return positionals
  throw new QtError(
    'usage',
    `${command}: ${names.join(' and ')} expected, got ${positionals.length} arguments`,
  )
}
