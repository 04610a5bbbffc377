import { TreeCrew } from '../../../../src/adapters/workers/tree-crew.ts'
import type { Bench, BenchContext, Measurement } from '../../bench.ts'
import { printOfModel } from './equal-models.ts'
import { verify } from './train-bench.ts'
import { trainTask } from './train-task.ts'
import { readTreeData, writeTreeData } from './tree-data.ts'
import type { TreeTask } from './tree-task.ts'

/** Peak memory of one fit, in a process that does nothing else; the data is in it. */
export function memoryBench(name: string, task: TreeTask): Bench {
  const { library, rows, features, rounds } = task
  return {
    name,
    work: `${library}: peak memory of one fit of ${rounds} trees to ${rows} rows × ${features} features, two threads`,
    unit: 'tree-row',
    targets: [{ figure: 'peakMb', atMost: 1000, text: '≤ 1.0 GB peak' }],
    isLong: true,
    prepare: async ({ folder }) => writeTreeData(folder, task),
    verify: ({ folder }) => verify(task, folder),
    measure: (context) => fitOnce(task, context),
  }
}

async function fitOnce(task: TreeTask, { folder }: BenchContext): Promise<Measurement> {
  const set = readTreeData(folder, task)
  const crew = TreeCrew.start(2)
  const begin = performance.now()
  const model = await trainTask(task, set, crew)
  const seconds = [(performance.now() - begin) / 1000]
  await crew.close()
  const dataBytes = task.rows * (task.features + 1) * Float32Array.BYTES_PER_ELEMENT
  return {
    fingerprint: printOfModel(model),
    units: task.rows * task.rounds,
    seconds,
    figures: { dataMb: dataBytes / 1e6 },
  }
}
