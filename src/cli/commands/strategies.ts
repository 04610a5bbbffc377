import { listStrategies, loadStrategy } from '../../adapters/strategies.ts'
import type { Command } from '../command.ts'
import { strategyFolders } from '../paths.ts'

export const strategiesCommand: Command = {
  name: 'strategies',
  summary: 'list the strategies with their parameters',
  usage: '',
  flags: {},
  async run() {
    const folders = strategyFolders()
    const loaded = await Promise.all(listStrategies(folders).map((name) => loadStrategy(folders, name)))
    const strategies = loaded.map(({ strategy: { name, summary, params } }) => ({ name, summary, params }))
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
