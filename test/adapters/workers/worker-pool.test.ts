import { afterEach, expect, test } from 'vitest'
import { WorkerPool } from '../../../src/adapters/workers/worker-pool.ts'
import { QtError } from '../../../src/core/error.ts'

const ECHO = new URL('./echo-worker.ts', import.meta.url)
const open: WorkerPool<number, number>[] = []

async function poolOf(workers: number): Promise<WorkerPool<number, number>> {
  const pool = await WorkerPool.start<number, number>(ECHO, {}, workers)
  open.push(pool)
  return pool
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()))
})

test.each([1, 2, 3])('answers come in the order of the tasks with %i workers', async (workers) => {
  const pool = await poolOf(workers)
  const tasks = [90, 1, 2, 50, 3, 4, 5, 30, 0]
  const heard = new Map<number, number>()
  const answers = await pool.map(tasks, (index, answer) => heard.set(index, answer))
  expect(answers).toEqual(tasks.map((task) => task * 2))
  expect([...heard].sort(([a], [b]) => a - b)).toEqual(answers.map((answer, k) => [k, answer]))
})

test('a short task does not wait for a long one on another worker', async () => {
  const pool = await poolOf(2)
  const order: number[] = []
  await pool.map([3000, 1, 1, 1], (index) => order.push(index))
  expect(order.at(-1)).toBe(0)
})

test('two callers share the workers', async () => {
  const pool = await poolOf(2)
  const both = await Promise.all([pool.map([1, 2, 3]), pool.map([10, 20])])
  expect(both).toEqual([
    [2, 4, 6],
    [20, 40],
  ])
})

test('no tasks, no answers', async () => {
  expect(await (await poolOf(1)).map([])).toEqual([])
})

test('an expected failure crosses with its code, message and hint, and the pool lives on', async () => {
  const pool = await poolOf(2)
  const failure = await pool.map([1, -5, 2, 3, 4, 5]).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(QtError)
  expect(failure).toMatchObject({ code: 'usage', message: 'a number ≥ 0 expected, got -5', hint: 'try 1' })
  expect(await pool.map([1, 2])).toEqual([2, 4])
})

test('after a failure no further task is handed out', async () => {
  const pool = await poolOf(1)
  const heard: number[] = []
  await expect(pool.map([1, -1, 2, 3], (index) => heard.push(index))).rejects.toThrow('got -1')
  expect(heard).toEqual([0])
})

test('an unexpected error crosses with its message', async () => {
  await expect((await poolOf(1)).map([Number.NaN])).rejects.toThrow('no number at all')
})

test('a worker that dies fails its task and every later one', async () => {
  const pool = await poolOf(1)
  await expect(pool.map([1, 666, 2])).rejects.toThrow('worker stopped with exit code 3')
  await expect(pool.map([1])).rejects.toThrow('worker stopped with exit code 3')
})

test('a worker that cannot start says why', async () => {
  const failure = await WorkerPool.start(ECHO, { refusesToStart: true }, 2).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'config', message: 'not today', hint: 'tomorrow' })
})

test('a closed pool refuses tasks and gives up those under way', async () => {
  const pool = await poolOf(1)
  const underWay = pool.map([5000])
  const outcome = expect(underWay).rejects.toThrow('the worker pool was closed')
  await pool.close()
  await outcome
  await expect(pool.map([1])).rejects.toThrow('the worker pool was closed')
})
