import { Digest } from '../../../core/hash.ts'
import type { SeriesColumn } from '../windows/panel.ts'
import type { WindowSet } from '../windows/window-set.ts'

/** What a run looks at: the sha256 of its windows and of all values in their panels. */
export function dataOf({ train, validation }: { train: WindowSet; validation?: WindowSet }): string {
  const digest = new Digest()
  addSet(digest, train)
  if (validation) addSet(digest, validation)
  return digest.hex()
}

function addSet(digest: Digest, { panels, panelOf, originOf }: WindowSet): void {
  digest.array(panelOf).array(originOf)
  for (const { channels, past = [], ahead = [], fixed = [], labels, weights } of panels) {
    digest.text(`${channels.length} ${past.length} ${ahead.length}`)
    const columns: SeriesColumn[] = [...channels, ...past, ...ahead, Float64Array.from(fixed)]
    for (const column of columns) digest.text(`${column.length}`).array(column)
    for (const column of [labels, weights])
      digest.text(column ? 'given' : 'none').array(Float64Array.from(column ?? []))
  }
}
