import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CommandResult } from '../../../src/cli/command.ts'
import { DATA_COMMANDS } from '../../../src/cli/commands/data.ts'
import { parseFlags } from '../../../src/cli/flags.ts'
import { csv, START, soundRows, temporaryFolder, write } from '../../adapters/data/support.ts'

function run(root: string, line: string): Promise<CommandResult> {
  const [subcommand, ...args] = line.split(' ')
  const command = DATA_COMMANDS.find(({ name }) => name === `data ${subcommand}`)!
  const { flags, positionals } = parseFlags(command, args)
  return command.run(flags, positionals, { root, reports: root, progress: () => {} })
}

async function imported(): Promise<string> {
  const root = temporaryFolder()
  write(root, 'BTCUSDT.csv', csv(soundRows(30).toSpliced(10, 2)))
  await run(root, `import ${join(root, 'BTCUSDT.csv')} --name mine --timeframe 1h`)
  return root
}

describe('qt data', () => {
  it('import prints what was imported', async () => {
    const root = temporaryFolder()
    write(root, 'BTCUSDT.csv', csv(soundRows(30).toSpliced(10, 2)))
    const { json, text } = await run(root, `import ${join(root, 'BTCUSDT.csv')} --name mine`)
    expect(json).toMatchObject({
      name: 'mine',
      synthetic: false,
      timeframe: '1h',
      bars: 28,
      gaps: 1,
      repairs: 0,
    })
    expect(text).toMatch(
      /^mine: 1 instrument, 1h, 28 bars, 2024-01-01T00:00Z … 2024-01-02T05:00Z, 1 gaps?, hash [0-9a-f]{12}/,
    )
  })

  it('list shows sound and broken datasets, and says that the demo comes by itself', async () => {
    const root = await imported()
    await run(root, 'synth --name invented --instruments 2 --bars 50 --timeframe 15m')
    await run(root, 'synth --name broken --instruments 1 --bars 50')
    writeFileSync(join(root, 'broken', 'manifest.json'), '{')
    const { json, text } = await run(root, 'list')
    expect(json).toMatchObject({
      datasets: [
        { name: 'broken', problem: expect.stringContaining('malformed manifest') },
        { name: 'invented', synthetic: true, bars: 100 },
        { name: 'mine', synthetic: false },
      ],
    })
    expect(text).toContain('synthetic')
    expect(text).toContain('"demo" (synthetic) is generated on first use')
  })

  it('show prints files, bars, gaps and metadata of an instrument', async () => {
    const { json, text } = await run(await imported(), 'show mine BTCUSDT')
    expect(json).toMatchObject({
      metadata: { id: 'BTCUSDT' },
      firstBars: [{ opens: 100.5 }, {}, {}],
      lastBars: [{}, {}, {}],
    })
    expect(text).toContain('2024-01-01T10:00Z … 2024-01-01T11:00Z: 2 bars missing')
    expect(text).toContain('maintenanceRate')
  })

  it('import, list, show and check know finer bars', async () => {
    const root = temporaryFolder()
    write(root, 'BTCUSDT-1h.csv', csv(soundRows(30)))
    const quarters = Array.from({ length: 8 }, (_, i) => `${START + i * 900_000},100.5,101,100,100.5,1`)
    write(root, 'BTCUSDT-15m.csv', csv(quarters))
    const bars = `${join(root, 'BTCUSDT-1h.csv')} --name mine`
    const { json, text } = await run(
      root,
      `import ${bars} --finer ${join(root, 'BTCUSDT-15m.csv')} --finer-timeframe 15m`,
    )
    expect(json).toMatchObject({ bars: 30, finer: { timeframe: '15m', bars: 8 } })
    expect(text).toContain('30 bars, 8 finer bars of 15m, 2024-01-01T00:00Z')
    const listed = (await run(root, 'list')).text.split('\n')
    expect(listed[0]).toMatch(/bars +finer +first/)
    expect(listed[1]).toMatch(/30 +15m +2024-01-01/)
    expect((await run(root, 'show mine')).text).toMatch(/BTCUSDT +finer +8 /)
    expect((await run(root, 'check mine')).text).toContain('mine: sound; 2 files, 38 rows')
    await expect(run(root, `import ${bars} --finer-timeframe 15m`)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('--finer-timeframe: without --finer'),
    })
  })

  it('check passes a sound dataset and fails a damaged one with exit code 1', async () => {
    const root = await imported()
    expect((await run(root, 'check mine')).failure).toBeUndefined()
    writeFileSync(join(root, 'mine', 'BTCUSDT.bars.arrow'), 'damaged')
    const { json, text, failure } = await run(root, 'check mine')
    expect(json).toMatchObject({ sound: false })
    expect(text).toContain('BTCUSDT.bars.arrow: sha256')
    expect(failure?.exitCode).toBe(1)
  })

  it.each([
    ['import', 'a file or folder of bars is required'],
    ['import x.csv', '--name: the name of the dataset is required'],
    ['import x.csv --name x --timeframe 7h', "--timeframe: unknown value '7h'"],
    ['import x.csv --name x --max-jump 0', "--max-jump: expected a number from 1.01 to 1000000, got '0'"],
    ['synth --name x --bars 1.5', "--bars: expected a whole number from 2 to 50000000, got '1.5'"],
    ['synth --name x --start 2024-01-01T00:07Z', 'on its grid'],
    ['show', 'the name of a dataset is required'],
    ['check', 'the name of a dataset is required'],
    ['show nothing', 'dataset "nothing" does not exist'],
  ])('%s', async (line, message) => {
    await expect(run(temporaryFolder(), line)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(message),
    })
  })
})
