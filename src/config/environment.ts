import { QtError } from '../core/error.ts'
import {
  type Assignment,
  agreed,
  nearest,
  type Origin,
  type Reading,
  readEach,
  refusedValue,
} from './assignment.ts'
import { type EnvLine, parseEnvFile } from './env-file.ts'
import { parseText, WRONG } from './parse-value.ts'
import type { Setting, Variable } from './setting.ts'
import { settingOfVariable, VARIABLES } from './settings.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface TextFile {
  /** As messages call it: `.env`. */
  readonly name: string
  readonly text: string
}

interface Given {
  readonly name: string
  readonly text: string
  /** `environment`, `.env line 12`. */
  readonly place: string
}

/** Variables with our prefixes have to be ours … */
const OURS = /^(QT|RM)_/

/** … but those of the Qt toolkit, which desktops and build tools set for every program: QT_IM_MODULE, QT_ACCESSIBILITY … */
const TOOLKIT = new RegExp(
  `^QT_(${[
    'ACCESSIBILITY|AUTO_SCREEN|DEBUG_PLUGINS|DEVICE_PIXEL|ENABLE_HIGHDPI|FATAL_|FONT_DPI|HASH_SEED|IM_MODULE|INSTALL_',
    'LINUX_ACCESSIBILITY|LOGGING_|MAC_|MEDIA_|MESSAGE_PATTERN|NO_|OPENGL|PLATFORM|PLUGIN_PATH|QPA_|QUICK_|ROOT_DIR',
    'SCALE_FACTOR|SCREEN_SCALE|SELECT|SSL_|STYLE_OVERRIDE|VERSION|VIRTUALKEYBOARD|WAYLAND_|WEBENGINE|X11_|XCB_',
  ].join('|')})`,
)

const SECRET_NAME = /KEY|SECRET|TOKEN|PASS/i

/** Variables of the process over those of the `.env` file. */
export function readEnvironment(environment: Environment, file: TextFile | undefined): Reading {
  const lines = linesOf(file)
  const inFile = readEach(lines.lines, (line) => read(givenIn(file!, line), true))
  const given = Object.entries(environment).flatMap(([name, text]): Given[] =>
    text === undefined || TOOLKIT.test(name) ? [] : [{ name, text, place: 'environment' }],
  )
  const inProcess = readEach(given, (own) => read(own, false))
  const overridden = new Set(inProcess.assignments.map(({ origin }) => variableOf(origin)))
  const left = inFile.assignments.filter(({ origin }) => !overridden.has(variableOf(origin)))
  const both = agreed([...left, ...inProcess.assignments])
  return {
    assignments: both.assignments,
    problems: [...lines.problems, ...inFile.problems, ...inProcess.problems, ...both.problems],
  }
}

/** The lines of the file; where one variable stands twice, that is a fault unless both say the same. */
function linesOf(file: TextFile | undefined): { lines: readonly EnvLine[]; problems: readonly QtError[] } {
  if (!file) return { lines: [], problems: [] }
  try {
    const lines = parseEnvFile(file.text, file.name)
    return { lines, problems: twiceIn(file.name, lines) }
  } catch (error) {
    if (error instanceof QtError) return { lines: [], problems: [error] }
    throw error
  }
}

function twiceIn(file: string, lines: readonly EnvLine[]): QtError[] {
  const first = new Map<string, EnvLine>()
  return lines.flatMap((line) => {
    const other = first.get(line.name)
    first.set(line.name, line)
    if (!other || other.value === line.value || !isOurs(line.name)) return []
    return [
      new QtError('config', `${line.name} is set twice in ${file}: lines ${other.line} and ${line.line}`),
    ]
  })
}

const isOurs = (name: string) => OURS.test(name) || settingOfVariable(name) !== undefined

const givenIn = ({ name: file }: TextFile, { name, value, line }: EnvLine): Given => ({
  name,
  text: value,
  place: `${file} line ${line}`,
})

function read(given: Given, isInFile: boolean): readonly Assignment[] {
  const known = settingOfVariable(given.name)
  if (!known) {
    if (OURS.test(given.name)) throw unknownVariable(given)
    return []
  }
  const { setting, variable } = known
  if (isInFile && setting.scope === 'process') throw onlyInProcess(given)
  // Composed environments hand on what nobody filled in; a text that is empty says nothing.
  if (given.text === '' && isText(setting)) return []
  return [{ path: setting.path, value: parsedOf(given, setting, variable), origin: originOf(given) }]
}

function parsedOf(given: Given, { value: allowed, unit }: Setting, { isNegated }: Variable): unknown {
  const value = parseText(given.text, allowed)
  if (value === WRONG) throw refusedValue(`${given.name} (${given.place})`, given.text, allowed, unit)
  return isNegated ? !value : value
}

function originOf({ name, place }: Given): Origin {
  const label = place === 'environment' ? `environment ${name}` : place
  return { layer: 'environment', label, name: `${name} (${place})` }
}

const isText = ({ value }: Setting) => value.kind === 'secret' || value.kind === 'text'

const variableOf = ({ name }: Origin) => name.split(' ')[0]!

function unknownVariable({ name, text, place }: Given): QtError {
  const near = nearest(name, VARIABLES)
  const value = SECRET_NAME.test(name) ? '' : `, value '${text}'`
  return new QtError(
    'config',
    `unknown variable ${name} (${place}${value})${near ? `; did you mean ${near}?` : ''}`,
    `known: ${VARIABLES.filter((known) => OURS.test(known)).join(', ')}`,
  )
}

function onlyInProcess({ name, place }: Given): QtError {
  return new QtError(
    'config',
    `${name} (${place}): set it in the process environment; the file is looked for in the folder that it names`,
  )
}
