import { join } from 'node:path'
import { closest, EXIT, QtError } from '../core/error.ts'
import { VERSION } from '../core/version.ts'
import type { Command, CommandContext } from './command.ts'
import { COMMON_FLAGS, parseFlags } from './flags.ts'
import { homeFolder } from './paths.ts'
import { COMMANDS } from './registry.ts'

/** Runs one command line and returns its exit code. Results go to standard output, everything else to standard error. */
export async function runCli(args: readonly string[]): Promise<number> {
  const isDebug = args.includes('--debug')
  const isJson = args.includes('--json')
  try {
    if (args.length === 0 || args[0] === '--help' || args[0] === '-h' || args[0] === 'help')
      return print(overview())
    if (args[0] === '--version') return print(VERSION)
    if (asksAboutGroup(args)) return print(overview(args[0]))
    const { command, rest } = findCommand(args)
    const { flags, positionals } = parseFlags(command, rest)
    if (flags.help) return print(helpOf(command))
    const result = await command.run(flags, positionals, contextOf(flags.quiet === true))
    print(isJson ? JSON.stringify(result.json) : result.text)
    return result.failure ? report(result.failure, isDebug, false) : EXIT.ok
  } catch (error) {
    return report(error, isDebug, isJson)
  }
}

function contextOf(isQuiet: boolean): CommandContext {
  return {
    root: join(homeFolder(), 'datasets'),
    reports: join(homeFolder(), 'reports'),
    progress: (text) => {
      if (!isQuiet) process.stderr.write(`${text}\n`)
    },
  }
}

/** The command with the longest name that the arguments begin with: `data import` before `data`. */
function findCommand(args: readonly string[]): { command: Command; rest: readonly string[] } {
  for (const length of [2, 1]) {
    const name = args.slice(0, length).join(' ')
    const command = COMMANDS.find((candidate) => candidate.name === name)
    if (command) return { command, rest: args.slice(length) }
  }
  const group = COMMANDS.filter((command) => command.name.startsWith(`${args[0]} `)).map(({ name }) => name)
  if (group.length > 0) {
    throw new QtError('usage', `unknown command '${args[0]} ${args[1]}'`, `known: ${group.join(', ')}`)
  }
  const known = [...new Set(COMMANDS.map(({ name }) => name.split(' ')[0]!))]
  const near = closest(args[0]!, known)
  throw new QtError(
    'usage',
    `unknown command '${args[0]}'${near ? `; did you mean '${near}'?` : ''}`,
    `known: ${known.join(', ')}`,
  )
}

/** `qt data` and `qt data --help`: the commands that begin with that word. */
function asksAboutGroup([group, next]: readonly string[]): boolean {
  const isGroup = COMMANDS.some((command) => command.name.startsWith(`${group} `))
  return isGroup && (next === undefined || next === '--help' || next === '-h')
}

function overview(group = ''): string {
  const shown = COMMANDS.filter(({ name }) => name.startsWith(group))
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 3
  return [
    `Quantum Trader ${VERSION}`,
    '',
    'qt <command> [flags]',
    '',
    ...shown.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    '',
    'qt <command> --help tells more. Every command takes --json.',
  ].join('\n')
}

function helpOf(command: Command): string {
  const flags = Object.entries({ ...command.flags, ...COMMON_FLAGS })
  const names = flags.map(
    ([name, { short, value }]) => `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`,
  )
  const width = Math.max(...names.map((name) => name.length)) + 3
  return [
    `qt ${command.name} ${command.usage}`.trimEnd(),
    command.summary,
    '',
    ...flags.map(([, { help }], k) => `  ${names[k]!.padEnd(width)}${help}`),
    ...(command.details ? ['', command.details] : []),
  ].join('\n')
}

function print(text: string): number {
  process.stdout.write(`${text}\n`)
  return EXIT.ok
}

/** Expected failures as a message and a hint; with --json also as the one document on standard output. */
function report(error: unknown, isDebug: boolean, isJson: boolean): number {
  const isExpected = error instanceof QtError
  const message = error instanceof Error ? error.message : String(error)
  const lines = isExpected
    ? [`error: ${message}`, ...(error.hint ? [`hint: ${error.hint}`] : [])]
    : [`internal error: ${message}`, 'hint: this is a fault in Quantum Trader; --debug shows where']
  process.stderr.write(`${lines.join('\n')}\n`)
  if (isDebug && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  const code = isExpected ? error.code : 'internal'
  if (isJson)
    print(JSON.stringify({ error: { code, message, hint: isExpected ? (error.hint ?? null) : null } }))
  return isExpected ? error.exitCode : EXIT.failed
}
