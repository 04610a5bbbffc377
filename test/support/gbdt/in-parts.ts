import type { Crew } from '../../../src/models/gbdt/kernel/crew.ts'

/** A crew of one: parts are done one after the other, the last one first. */
export const inParts = (parts: number): Crew => ({
  parts,
  perform({ exports }, operation, record) {
    for (let part = parts - 1; part >= 0; part--) exports.perform(operation, record, part, parts)
  },
})
