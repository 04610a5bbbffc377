import { QtError } from '../../core/error.ts'
import { createDlinear } from './baselines/dlinear.ts'
import type { DlinearConfig } from './baselines/dlinear-config.ts'
import { checkSeed } from './check.ts'
import type { Kit } from './kit/kit.ts'
import { checkKind, checkMembers } from './members.ts'
import type { Net } from './net.ts'
import type { NhitsConfig } from './nhits/config.ts'
import { createNhits } from './nhits/nhits.ts'
import type { PatchtstConfig } from './patchtst/config.ts'
import { createPatchtst } from './patchtst/patchtst.ts'

/** An architecture as plain data. */
export type NetSpec =
  | { readonly kind: 'nhits'; readonly config: NhitsConfig }
  | { readonly kind: 'patchtst'; readonly config: PatchtstConfig }
  | { readonly kind: 'dlinear'; readonly config: DlinearConfig }

/**
 * A new net of any architecture.
 *
 * @throws QtError `usage` for a kind or a configuration that cannot be
 */
export function createNet(kit: Kit, spec: NetSpec, seed: number): Net {
  if (!kit?.tf) throw new QtError('usage', 'a net needs a kit', 'openKit() promises one: wait for it')
  checkKind(spec.kind)
  checkMembers(spec.kind, spec.config)
  checkSeed(seed)
  switch (spec.kind) {
    case 'nhits':
      return createNhits(kit, spec.config, seed)
    case 'patchtst':
      return createPatchtst(kit, spec.config, seed)
    case 'dlinear':
      return createDlinear(kit, spec.config, seed)
  }
}
