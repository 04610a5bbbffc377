import { StatefulKernel } from '../state.ts'
import { RollingExtreme } from './extreme.ts'

/** Maximum or minimum of the last `period` rows of the source. */
export class ExtremeKernel extends StatefulKernel {
  private readonly extreme: RollingExtreme

  constructor(which: 'max' | 'min', period: number) {
    super()
    this.extreme = new RollingExtreme(which, period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    this.extreme.run(inputs[0]!, outputs[0]!, from, to)
  }
}
