#!/usr/bin/env node
import { requireNode } from './require-node.ts'

requireNode()
// A reader that stops early (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
const { runCli } = await import('./run.ts')
process.exitCode = await runCli(process.argv.slice(2))
