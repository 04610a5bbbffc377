#!/usr/bin/env node
// JavaScript, so that a Node that is too old for the sources can say so in one line.
const LEAST_MAJOR = 24

if (Number.parseInt(process.versions.node, 10) < LEAST_MAJOR) {
  process.stderr.write(
    `Quantum Trader needs Node ${LEAST_MAJOR} or newer, this is ${process.versions.node}: run it through npm, or install Node ${LEAST_MAJOR}.\n`,
  )
  process.exit(1)
}
await import('./main.ts')
