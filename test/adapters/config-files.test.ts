import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfigFiles } from '../../src/adapters/config-files.ts'

let home: string
const put = (name: string, text: string) => writeFileSync(join(home, name), text)

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'qt-config-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

describe('configuration files', () => {
  it('need not be there', async () => {
    expect(await readConfigFiles(home)).toEqual({})
  })

  it.each([
    ['qt.config.json', '{"profile": "safe"}'],
    ['qt.config.js', 'export default { profile: "safe" }'],
    ['qt.config.mjs', 'export default { profile: "safe" }'],
    ['qt.config.ts', 'const profile: string = "safe"\nexport default { profile }'],
  ])('%s is found in the home folder', async (name, text) => {
    put(name, text)
    expect(await readConfigFiles(home)).toEqual({ file: { name, value: { profile: 'safe' } } })
  })

  it('are found anywhere by --config, with the .env beside them', async () => {
    mkdirSync(join(home, 'elsewhere'))
    put('.env', 'QT_SL_PCT=0.01')
    put('elsewhere/mine.json', '{"leverage": 3}')
    put('elsewhere/.env', 'QT_SL_PCT=0.02')
    const path = join(home, 'elsewhere/mine.json')
    expect(await readConfigFiles(home, path)).toEqual({
      file: { name: path, value: { leverage: 3 } },
      envFile: { name: '.env', text: 'QT_SL_PCT=0.02' },
    })
  })

  it('may be a .env alone', async () => {
    put('.env', 'A=1')
    expect(await readConfigFiles(home)).toEqual({ envFile: { name: '.env', text: 'A=1' } })
  })

  it.each([
    [
      { 'qt.config.ts': '', 'qt.config.json': '{}' },
      undefined,
      /has qt\.config\.ts and qt\.config\.json: keep one/,
    ],
    [{ 'qt.config.json': '{' }, undefined, /^qt\.config\.json is not valid JSON/],
    [{ 'qt.config.mjs': 'export const a = 1' }, undefined, /qt\.config\.mjs has no default export/],
    [{ 'qt.config.js': 'export default {' }, undefined, /configuration file qt\.config\.js does not load/],
    [{}, 'absent.json', /configuration file .*absent\.json does not exist/],
    [{ 'mine.yaml': 'a: 1' }, 'mine.yaml', /mine\.yaml: expected \.ts, \.js, \.mjs or \.json/],
  ] as [Record<string, string>, string | undefined, RegExp][])(
    '%j is refused',
    async (files, named, message) => {
      for (const [name, text] of Object.entries(files)) put(name, text)
      await expect(readConfigFiles(home, named && join(home, named))).rejects.toThrow(message)
    },
  )

  it('that are not JSON are not quoted: what stands there may be a secret', async () => {
    put('qt.config.json', '{"key": n0body-may-see}')
    const message = await readConfigFiles(home).catch((error: Error) => error.message)
    expect(message).toMatch(/^qt\.config\.json is not valid JSON: /)
    expect(message).not.toContain('n0body')
  })

  it('that cannot be read are named', async () => {
    mkdirSync(join(home, '.env'))
    await expect(readConfigFiles(home)).rejects.toThrow(/\.env: cannot be read \(EISDIR\)/)
  })
})
