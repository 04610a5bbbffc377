import { fitNet, type NetFit, type NetTask } from '../../models/nets/fit.ts'
import type { Panel } from '../../models/nets/windows/panel.ts'
import { type NetBackend, openKit } from '../tensorflow/open-kit.ts'
import { serve } from './serve.ts'

/** What a net worker is started with. */
export interface NetStart {
  readonly panels: readonly Panel[]
  readonly backend: NetBackend
}

await serve<NetStart, NetTask, NetFit>(async ({ panels, backend }) => {
  const kit = await openKit({ backend })
  return (task) => fitNet(kit, panels, task)
})
