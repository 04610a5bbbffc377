import { loadFreshStrategies } from '../../adapters/strategies.ts'
import type { Strategy } from '../../authoring/strategy.ts'
import { QtError } from '../../core/error.ts'
import type { BacktestOptions } from '../../research/backtest.ts'
import type { LeakCertificate } from '../../research/leaks/certificate.ts'
import { leakCertificate } from '../../research/leaks/leak-certificate.ts'
import { remembersRuns } from '../../research/leaks/remembers.ts'
import type { Command } from '../command.ts'
import { certificateText } from '../leaks-text.ts'
import { strategyFolders } from '../paths.ts'
import { backtestCommand, optionsFrom } from './backtest.ts'

const { strategy, driver, out, 'no-report': noReport, ...RUN_FLAGS } = backtestCommand.flags

/** More than a certificate makes runs. */
const MANY = 2500

export const leaksCommand: Command = {
  name: 'leaks',
  summary: 'prove that a strategy does not look ahead, or show where it does',
  usage: 'STRATEGY [--data NAME] [flags]',
  flags: RUN_FLAGS,
  details: [
    'STRATEGY is a NAME in strategies/ or the path of a file. The flags are those of qt backtest.',
    'Features, decisions, sizing, fills and equity must not change when the future is cut off or another.',
    'Exit code 0: it does not look ahead. 3: it does, or it cannot be proved that it does not.',
  ].join('\n'),
  async run(flags, positionals, context) {
    const name = nameFrom(positionals)
    const { options } = await optionsFrom({ ...flags, strategy: name }, context)
    const fresh = await freshStrategies(name, options)
    context.progress(`checking ${options.strategy.name} on ${options.data.name} …`)
    const certificate = leakCertificate({
      ...options,
      fresh,
      clock: () => performance.now(),
    })
    const failure = certificate.isClean ? undefined : refusal(certificate)
    return { json: certificate, text: certificateText(certificate), ...(failure && { failure }) }
  },
}

function nameFrom(positionals: readonly string[]): string {
  const [name, unexpected] = positionals
  if (name === undefined)
    throw new QtError(
      'usage',
      'name the strategy to check',
      'qt leaks ema-cross, or qt leaks path/to/strategy.ts',
    )
  if (unexpected !== undefined) throw new QtError('usage', `unexpected argument '${unexpected}'`)
  return name
}

/** The strategy as it is before any run: loaded again for each, where its files remember the one before. */
async function freshStrategies(name: string, options: BacktestOptions): Promise<() => Strategy> {
  const few = await loadFreshStrategies(strategyFolders(), name, 2)
  if (!remembersRuns({ ...options, fresh: inTurn(few) }, options.data)) return () => options.strategy
  return inTurn(await loadFreshStrategies(strategyFolders(), name, MANY))
}

function inTurn(copies: readonly Strategy[]): () => Strategy {
  let next = 0
  return () => copies[next++ % copies.length]!
}

function refusal({ strategy, findings }: LeakCertificate): QtError {
  const [cause] = findings
  const isLeak = cause!.kind === 'lookAhead'
  return new QtError(
    'refused',
    isLeak ? `${strategy} looks ahead` : `${strategy} cannot be proved not to look ahead`,
  )
}
