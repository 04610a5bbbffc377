import { checkDataset, type DatasetCheck } from '../../../adapters/data/check-dataset.ts'
import { QtError } from '../../../core/error.ts'
import type { Command } from '../../command.ts'
import { grouped } from '../../text-table.ts'

export const dataCheck: Command = {
  name: 'data check',
  summary: 'verify hashes and integrity of datasets',
  usage: 'NAME…',
  flags: {},
  async run(_flags, names, { root }) {
    if (names.length === 0) throw new QtError('usage', 'data check: the name of a dataset is required')
    const checks: DatasetCheck[] = []
    for (const name of names) checks.push(await checkDataset(root, name))
    const isSound = checks.every((check) => check.isSound)
    return {
      json: { sound: isSound, datasets: checks },
      text: checks.map(textOf).join('\n'),
      ...(!isSound && {
        failure: new QtError('data', 'not every file is sound', 'import the dataset again'),
      }),
    }
  },
}

function textOf({ name, files, isSound, hash }: DatasetCheck): string {
  const rows = files.reduce((sum, file) => sum + file.rows, 0)
  if (isSound)
    return `${name}: sound; ${files.length} files, ${grouped(rows)} rows, hash ${hash.slice(0, 12)}`
  const problems = files.flatMap((file) => file.problems.map((problem) => `  ${problem}`))
  return [`${name}: not sound`, ...problems].join('\n')
}
