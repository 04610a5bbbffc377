/** One timed run; answers how many seconds it took. */
export type Contender = () => number | Promise<number>

/**
 * Times `run` and hands its result to `consume`, which is not timed. Garbage is collected when it is, as in real
 * life: a forced collection between runs would throw away compiled code together with the objects it was made for.
 */
export function timed<R>(run: () => R | Promise<R>, consume: (result: R) => void): Contender {
  return async () => {
    const begin = performance.now()
    const pending = run()
    const result = pending instanceof Promise ? await pending : pending
    const seconds = (performance.now() - begin) / 1000
    consume(result)
    return seconds
  }
}

/**
 * Runs all contenders in turn, round after round, so that whatever else the machine does falls on all of them.
 * The first rounds warm up and do not count.
 */
export async function alternate<K extends string>(
  contenders: Readonly<Record<K, Contender>>,
  rounds: number,
  warmUps = 1,
): Promise<Record<K, number[]>> {
  const names = Object.keys(contenders) as K[]
  const seconds = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>
  for (let round = -warmUps; round < rounds; round++) {
    for (const name of names) {
      const taken = await contenders[name]()
      if (round >= 0) seconds[name].push(taken)
    }
  }
  return seconds
}
