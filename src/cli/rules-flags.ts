import { readConfigFiles } from '../adapters/config-files.ts'
import { type ConfigSources, type Configuration, configure } from '../config/configure.ts'
import { CONFIG_FLAGS } from '../config/flags.ts'
import type { ConfiguredStrategy } from '../config/strategy-rules.ts'
import type { Flag, FlagValues } from './command.ts'
import { textFlag } from './flags.ts'
import { homeFolder } from './paths.ts'

/** Flags that set the configuration of a run. */
export const RULES_FLAGS: Readonly<Record<string, Flag>> = Object.fromEntries(
  CONFIG_FLAGS.map(({ name, help, isRepeatable }) => [
    name,
    { type: 'string', help, ...(isRepeatable ? { multiple: true } : {}) },
  ]),
)

/** The configuration of this process: strategy, file, environment, flags. */
export async function configurationFrom(
  flags: FlagValues,
  strategy: ConfiguredStrategy,
): Promise<Configuration> {
  const files = await readConfigFiles(homeFolder(), textFlag(flags, 'config'))
  return configure({ ...files, ...processSources(flags), strategy })
}

export function processSources(flags: FlagValues): Pick<ConfigSources, 'environment' | 'flags'> {
  return { environment: process.env, flags }
}
