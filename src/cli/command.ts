import type { QtError } from '../core/error.ts'

/** A flag of a command: what node:util parseArgs takes, and the line of help it gets. */
export interface Flag {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  readonly short?: string
  /** Placeholder of the value in the help. */
  readonly value?: string
  readonly help: string
}

export type FlagValues = Readonly<
  Record<string, string | boolean | readonly (string | boolean)[] | undefined>
>

/** What a command works with: where things lie, and whom to tell how far it is. */
export interface CommandContext {
  /** Folder of the datasets. */
  readonly root: string
  /** Folder of the reports. */
  readonly reports: string
  /** A line of progress; goes to standard error. */
  progress(text: string): void
}

export interface CommandResult {
  /** Printed with --json, alone on standard output. */
  readonly json: unknown
  /** Printed without. */
  readonly text: string
  /** Set where the command worked but what it looked at is not well. */
  readonly failure?: QtError
}

export interface Command {
  /** `backtest`, or `data import` for a subcommand. */
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** After `qt <name>`: `NAME [SYMBOL]`. */
  readonly usage: string
  readonly flags: Readonly<Record<string, Flag>>
  /** Further lines of help. */
  readonly details?: string
  run(flags: FlagValues, positionals: readonly string[], context: CommandContext): Promise<CommandResult>
}
