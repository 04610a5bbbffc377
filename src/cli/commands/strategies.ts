import { listStrategies, loadStrategy } from '../../adapters/strategies.ts'
import { QtError } from '../../core/error.ts'
import type { Command } from '../command.ts'
import { strategyFolders } from '../paths.ts'

export const strategiesCommand: Command = {
  name: 'strategies',
  summary: 'list the strategies with their parameters',
  usage: '',
  flags: {},
  async run() {
    const folders = strategyFolders()
    const strategies = await Promise.all(listStrategies(folders).map((name) => entryOf(folders, name)))
    const text = strategies.flatMap(({ name, summary, params }) => [
      `${name.padEnd(20)}${summary}`,
      ...Object.entries(params).map(
        ([param, spec]) =>
          `  ${param.padEnd(18)}${spec.default} (${spec.min} … ${spec.max}${spec.unit ? ` ${spec.unit}` : ''})`,
      ),
    ])
    return { json: { strategies }, text: text.join('\n') }
  },
}

/** A file that holds no strategy is listed with the reason. */
async function entryOf(folders: readonly string[], file: string) {
  try {
    const { name, summary, params } = (await loadStrategy(folders, file)).strategy
    return { name, summary, params }
  } catch (error) {
    if (error instanceof QtError) return { name: file, summary: `(${error.message})`, params: {} }
    throw error
  }
}
