const LEAST_MAJOR = 24

/** Ends the process with one line where Node is too old to run the sources. */
export function requireNode(version = process.versions.node): void {
  if (Number.parseInt(version, 10) >= LEAST_MAJOR) return
  process.stderr.write(
    `Quantum Trader needs Node ${LEAST_MAJOR} or newer, this is ${version}: run it through npm, or install Node ${LEAST_MAJOR}.\n`,
  )
  process.exit(1)
}
