import type { Response } from 'express'
import type { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Inspection } from '#models/tenancies/tenancy-parts.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { AppError, conflict } from '#shared/errors.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { tenantName } from '#shared/texts/party.ts'
import { actorAt } from '#web/access/access.ts'
import { gapsOf } from '#web/requests/error-handler.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, type FormFailure } from '#web/forms/forms.ts'
import { readOutgoing } from '#web/writing/outgoing.ts'
import type { SentText, Written } from '#web/writing/reading.ts'
import type { Recipient } from '#web/writing/view.ts'
import { onLatest } from '../change.ts'
import { isNoteUnchanged, plannedNote } from '../inspections/planned-note.ts'
import { withRuleErrors } from '../move-checks.ts'
import type { Deps } from '../ports.ts'
import { fieldOfError } from '../texts/complaints.ts'
import type { ActionName } from './action.ts'
import type { TenancyReader } from './labels.ts'
import { withSentTexts, tenancySendOptions } from './writing.ts'

/** How a form is shown again. */
export type FormDisplay = { failure?: FormFailure | null; alert?: string | null; status?: number }

/** Action on one part of a tenancy: a milestone, an inspection or a finding. */
export type PartAction = 'milestone' | 'record' | 'finding'

type ActionInput<S extends z.ZodType> = {
  id: string
  action: ActionName | PartAction
  schema: S
  carryOut(value: z.output<S>): Promise<Tenancy>
  /** Returns the texts of the form that the tenant reads, by field. */
  written(value: z.output<S>): Written[]
  /** The tenant; null when their account was deleted. */
  recipient?: Recipient | null
  /** Inspection that the form is about. */
  planned?: Inspection | undefined
  /** Tenancy as it was read; the typed values are checked against it. */
  was: Tenancy
  today: CityDay
  /** Shows the form again with what was typed. Returns false when what it was about no longer exists. */
  again(showing: FormDisplay): Promise<boolean>
}

/** Checks a form and carries out its action. Logs who did what, and refusals. */
export async function handleForm<S extends z.ZodType>(
  res: Response,
  { id, action, schema, was, today, ...does }: ActionInput<S>,
): Promise<void> {
  const { req } = res
  const actor = actorAt(res)
  const judged = { was, actor, today, reads: does.recipient?.language ?? null }
  const showAgain = async (failure: FormFailure) => {
    // What the form was about is gone, such as an inspection that a colleague has recorded. The error page then shows the
    // typed texts.
    if (!(await does.again({ failure: withRuleErrors(failure, action, judged), status: 422 })))
      throw conflict('error.stale', { facts: { id, action } })
  }
  const form = readForm(schema, req.body)
  if (!form.ok) {
    await showAgain(form)
    return
  }
  const { told, failure } = readSentTexts(req.body, { ...does, written: does.written(form.value) })
  if (failure) {
    await showAgain(failure)
    return
  }
  const { id: account, kind: role } = actor
  try {
    const said = withSentTexts(form.value as object, told) as z.output<S>
    const { state } = await onLatest(() => does.carryOut(said))
    req.log.info({ account, role, tenancy: id, action, state }, 'tenancy acted on')
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
    req.log.info({ ...error.facts, code: error.code, account, action }, 'request refused')
    const { failure, ...refusal } = refusalOf(res, error)
    // The service only reports the first error.
    const displayed = refusal.status === 422 ? withRuleErrors(failure, action, judged) : failure
    if (!(await does.again({ failure: displayed, ...refusal }))) throw error
    return
  }
  flashNotice(res, `lease.done.${action}`)
  redirectTo(res, id)
}

type SentTexts = { told: ReadonlyMap<string, SentText>; failure?: FormFailure }
type TextsInput = Pick<ActionInput<z.ZodType>, 'recipient' | 'planned'> & { written: Written[] }

/**
 * Returns the texts for the tenant and how they were written, or why they cannot be sent. Without a tenant to tell, the
 * language is not asked.
 */
function readSentTexts(input: unknown, { written: all, recipient, planned }: TextsInput): SentTexts {
  const told = new Map<string, SentText>()
  if (!recipient) return { told }
  const body = input ?? {}
  const written = all.filter(({ name, text }) => name !== 'note' || !planned || !isNoteUnchanged(planned, text, body))
  const before = planned ? [plannedNote(planned)] : []
  // Texts of this form never wait for a colleague, so none of its fields is stored.
  const outgoingOptions = { written, reader: recipient.language, before, ways: tenancySendOptions, fields: () => false }
  const read = readOutgoing(body, outgoingOptions)
  if (read.kind === 'goes') return { told: read.told }
  return read.kind === 'wrong' ? { told, failure: formFailure({ ...body, ...read.asked }, read.errors) } : { told }
}

/** Returns how a refusal is shown: an error about a typed value at its field, any other above the form. */
function refusalOf(res: Response, error: AppError): FormDisplay & { failure: FormFailure } {
  const field = fieldOfError(error, Object.keys((res.req.body ?? {}) as object))
  const { t } = res.locals
  if (field) return { failure: formFailure(res.req.body, { [field]: error.code }), status: 422 }
  const status = error.code === 'tenancy.refused.not-yours' ? 403 : 409
  return { failure: formFailure(res.req.body, {}), alert: t(error.code, gapsOf(error)), status }
}

export const readerAt = (res: Response, today: string): TenancyReader => ({
  t: res.locals.t,
  locale: res.locals.locale,
  today,
})

export function redirectTo(res: Response, id: string): void {
  res.redirect(303, pathTo(res.locals.locale, '/staff/tenancies/:id', { id }))
}

/** Returns the tenant as a recipient, in the language of their mails; null when the account was deleted. */
export async function recipientOf(
  accounts: Deps['accounts'],
  tenancy: Tenancy,
  reader: Locale,
): Promise<Recipient | null> {
  const contact = await accounts.people.findContact(tenancy.tenant.toHexString())
  return contact && { name: tenantName(reader, tenancy), language: contact.locale }
}
