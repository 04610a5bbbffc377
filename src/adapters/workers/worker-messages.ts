import { type ErrorCode, QtError } from '../../core/error.ts'

/** An error on its way between threads: structured cloning keeps the message, not the class. */
export interface ErrorMessage {
  readonly message: string
  readonly code?: ErrorCode
  readonly hint?: string
}

/** What a worker answers to one task. */
export type Answer<R> = { readonly result: R } | { readonly error: ErrorMessage }

export function packError(error: unknown): ErrorMessage {
  if (!(error instanceof QtError)) return { message: error instanceof Error ? error.message : String(error) }
  const { message, code, hint } = error
  return { message, code, ...(hint === undefined ? {} : { hint }) }
}

export function unpackError({ message, code, hint }: ErrorMessage): Error {
  return code === undefined ? new Error(message) : new QtError(code, message, hint)
}
