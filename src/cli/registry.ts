import type { Command } from './command.ts'
import { backtestCommand } from './commands/backtest.ts'
import { DATA_COMMANDS } from './commands/data.ts'
import { doctorCommand } from './commands/doctor.ts'
import { featuresListCommand, featuresShowCommand } from './commands/features.ts'
import { leaksCommand } from './commands/leaks.ts'
import { MODEL_COMMANDS } from './commands/models.ts'
import { strategiesCommand } from './commands/strategies.ts'

export const COMMANDS: readonly Command[] = [
  backtestCommand,
  leaksCommand,
  ...DATA_COMMANDS,
  featuresListCommand,
  featuresShowCommand,
  ...MODEL_COMMANDS,
  strategiesCommand,
  doctorCommand,
]
