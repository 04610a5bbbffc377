import { isNetFile, openNetModel } from '../../adapters/models/net-file.ts'
import { openTreeModel, saveTreeModel } from '../../adapters/models/tree-model-file.ts'
import { QtError } from '../../core/error.ts'
import type { Command, CommandResult } from '../command.ts'
import { numberFlag } from '../flags.ts'
import { summaryOf, textOfModel } from '../model-summary.ts'
import { summaryOfNet, textOfNet } from '../net-summary.ts'

const TOP = 20

const modelsShow: Command = {
  name: 'models show',
  summary:
    'show what a file holds: trees of XGBoost or LightGBM with the importance of features, or a net (NET.json)',
  usage: 'FILE',
  flags: { top: { type: 'string', value: 'N', help: `features of trees shown (${TOP}; with --json all)` } },
  async run(flags, positionals) {
    const [file] = exactly(positionals, ['FILE'], 'models show')
    const top = numberFlag(flags, 'top', { min: 1, max: 1e6, isInteger: true }) ?? TOP
    return (await isNetFile(file!)) ? showNet(file!) : showTrees(file!, top)
  },
}

async function showTrees(file: string, top: number): Promise<CommandResult> {
  const summary = summaryOf(await openTreeModel(file))
  return { json: { file, ...summary }, text: `${file}: ${textOfModel(summary, top)}` }
}

async function showNet(file: string): Promise<CommandResult> {
  const summary = summaryOfNet(await openNetModel(file))
  return { json: { file, ...summary }, text: `${file}: ${textOfNet(summary)}` }
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
