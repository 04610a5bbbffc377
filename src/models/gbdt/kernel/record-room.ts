import type { Kernel } from './kernel.ts'

/** Room in a kernel for a list of records that is written anew each time; a longer list takes more. */
export class RecordRoom {
  readonly #kernel: Kernel
  readonly #recordBytes: number
  #address = 0
  #records = 0

  constructor(kernel: Kernel, recordBytes: number) {
    this.#kernel = kernel
    this.#recordBytes = recordBytes
  }

  /** @returns the address of so many records, which hold what was written last */
  take(records: number): number {
    if (records > this.#records) {
      this.#records = records * 2
      this.#address = this.#kernel.take(this.#records * this.#recordBytes)
    }
    return this.#address
  }
}
