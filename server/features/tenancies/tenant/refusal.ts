import type { Response } from 'express'
import { AppError } from '#shared/errors.ts'
import { formFailure } from '#web/forms/forms.ts'
import { fieldOfError } from '../texts/complaints.ts'
import type { Refusal } from './form-pages.ts'

/** Returns how a refusal is shown: about a typed value at its field, any other above the form. Throws other errors. */
export function refusalOf(
  { locals }: Response,
  error: unknown,
  input: object,
): Refusal & { status: number; cause: AppError } {
  if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
  const field = fieldOfError(error, Object.keys(input))
  const failure = formFailure(input, field ? { [field]: error.code } : {})
  return { failure, alert: field ? null : locals.t(error.code), status: field ? 422 : 409, cause: error }
}
