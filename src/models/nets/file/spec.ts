import { QtError } from '../../../core/error.ts'
import { checkDlinear } from '../baselines/dlinear-config.ts'
import type { NetSpec } from '../create-net.ts'
import { checkKind, checkMembers } from '../members.ts'
import { checkNhits } from '../nhits/config.ts'
import { checkPatchtst } from '../patchtst/config.ts'

/**
 * The architecture that a document names.
 *
 * @throws QtError `data` that says which member is wrong
 */
export function specFrom(kind: string, config: unknown): NetSpec {
  const members = inData('', () => {
    checkKind(kind)
    checkMembers(kind, config)
    return { kind, config } as NetSpec
  })
  inData('config: ', () => checkSpec(members))
  return members
}

/** What cannot be meant, found in a file. */
function inData<T>(where: string, check: () => T): T {
  try {
    return check()
  } catch (cause) {
    if (!(cause instanceof QtError)) throw cause
    throw new QtError('data', `${where}${cause.message}`, cause.hint, { cause })
  }
}

function checkSpec(spec: NetSpec): void {
  if (spec.kind === 'nhits') checkNhits(spec.config)
  else if (spec.kind === 'patchtst') checkPatchtst(spec.config)
  else checkDlinear(spec.config)
}
