import type { MessageKey } from './texts/i18n.ts'

export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'conflict'
  | 'too-large'
  | 'too-many'
  | 'unavailable'

type Details = { cause?: unknown; facts?: Record<string, unknown> }

/**
 * An expected failure that we can explain. Any other thrown error is a bug.
 * `code` is stable and is the key of the message for people; `facts` go only to the log.
 */
export class AppError extends Error {
  readonly kind: ErrorKind
  readonly code: MessageKey
  readonly facts: Record<string, unknown>

  constructor(kind: ErrorKind, code: MessageKey, { cause, facts = {} }: Details = {}) {
    super(code, { cause })
    this.name = 'AppError'
    this.kind = kind
    this.code = code
    this.facts = facts
  }
}

export const notFound = (code: MessageKey = 'error.page.not-found', facts?: Record<string, unknown>) =>
  new AppError('not-found', code, facts ? { facts } : {})
export const conflict = (code: MessageKey, details?: Details) => new AppError('conflict', code, details)
export const invalid = (code: MessageKey, details?: Details) => new AppError('invalid', code, details)
export const forbidden = (code: MessageKey = 'error.forbidden', details?: Details) =>
  new AppError('forbidden', code, details)
