// Loaded with --import into the processes of a command: each leaves its peak memory in a file of its own.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

process.on('exit', () => {
  let kilobytes = process.resourceUsage().maxRSS
  try {
    kilobytes = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1])
  } catch {} // not Linux: getrusage has to do
  writeFileSync(join(process.env.BENCH_PEAKS, `${process.pid}`), String(kilobytes * 1024))
})
