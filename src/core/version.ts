/** The package's version; a test holds it equal to package.json. */
export const VERSION = '0.4.0'

/** Rises whenever the engine computes other numbers from the same input; part of every run hash. */
export const ENGINE_VERSION = '2'
