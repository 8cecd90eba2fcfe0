import type { RequestHandler, Response } from 'express'
import type { z } from 'zod'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { actorAt } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { renderForm, type FormPage } from '../texts/form-view.ts'
import { tenancyHasEnded, type TenancyActor } from '../states.ts'
import { isOpenTo, type TenancyAction } from './action.ts'
import { handleForm, readerAt, recipientOf, redirectTo, type FormDisplay, type PartAction } from './answering.ts'
import { recordTexts } from './writing.ts'
import { leasePath, milestonePath, targetPath } from './input.ts'
import { actionPage, findingPage, milestonePage, recordPage } from './lease-form.ts'

type ActionParts = Pick<Services, 'tenancies' | 'cases' | 'premises' | 'documents' | 'accounts'>

/** Handlers of the actions on a tenancy: the page with the form, and what submitting it does. */
export function actionHandlers({ tenancies, cases, premises, documents, accounts }: ActionParts) {
  const show =
    (action: TenancyAction): RequestHandler =>
    async (req, res) => {
      const { id } = readPath(leasePath, req.params)
      const tenancy = await tenancies.records.forStaff(id)
      if (isOpenTo(action, tenancy, { actor: actorAt(res), today: tenancies.today() }))
        await showAction(res, tenancy, { action })
      else redirectTo(res, id)
    }

  async function showAction(
    res: Response,
    tenancy: Tenancy,
    { action, failure = null, alert = null, status }: FormDisplay & { action: TenancyAction },
  ): Promise<void> {
    const application = tenancy.application.toHexString()
    const listing = action.setsRent?.(tenancy) ? await premises.leaseFacts(tenancy.premises) : null
    const showsFiles = action.withFiles || action.decidesLetter?.(tenancy)
    const stored = showsFiles ? await documents.list(application, { infected: true }) : []
    const recipient = await recipientOf(accounts, tenancy, res.locals.locale)
    const handover = action.withHandover ? await cases.files.handoverRecord(application) : null
    const agreedRentFen = listing ? await cases.files.agreedRent(application) : null
    const about = { tenancy, listing, agreedRentFen, handover, documents: stored, recipient }
    const making = { reader: readerAt(res, tenancies.today()), ...about }
    renderForm(res, actionPage(making, action, { failure, alert }), status)
  }

  const act =
    (action: TenancyAction): RequestHandler =>
    async (req, res) => {
      const { id } = readPath(leasePath, req.params)
      const again = async (showing: FormDisplay) => {
        await showAction(res, await tenancies.records.forStaff(id), { action, ...showing })
        return true
      }
      const was = await tenancies.records.forStaff(id)
      const actor = actorAt(res)
      await handleForm(res, {
        id,
        action: action.name,
        schema: action.input,
        was,
        today: tenancies.today(),
        again,
        recipient: await recipientOf(accounts, was, res.locals.locale),
        written: input => action.written?.(input) ?? [],
        carryOut: input => action.run({ tenancies }, { id, actor, input }),
      })
    }

  return { show, act }
}

type ActOnPart<T> = (id: string, actor: TenancyActor, value: T & { target: string }) => Promise<Tenancy>

/** Handlers of the actions on one part of a tenancy: a milestone, an inspection or a finding. */
export function partHandlers({
  tenancies,
  accounts,
  documents,
}: Pick<Services, 'tenancies' | 'accounts' | 'documents'>) {
  const showPart =
    (part: PartAction): RequestHandler =>
    async (req, res) => {
      const { id, target } = readPart(part, req.params)
      const tenancy = await tenancies.records.forStaff(id)
      const page = await partPage(res, tenancy, { part, target })
      if (page) renderForm(res, page)
      // The part was already recorded: the form redirects to the tenancy.
      else if (partsOf(tenancy).includes(target)) redirectTo(res, id)
      else throw notFound()
    }

  function actOnPart<S extends z.ZodType>(
    part: PartAction,
    schema: S,
    carryOut: ActOnPart<z.output<S>>,
  ): RequestHandler {
    return async (req, res) => {
      const { id, target } = readPart(part, req.params)
      const again = async (showing: FormDisplay) => {
        const page = await partPage(res, await tenancies.records.forStaff(id), { part, target, ...showing })
        if (page) renderForm(res, page, showing.status)
        return page !== null
      }
      const act = (value: z.output<S>) => carryOut(id, actorAt(res), { ...(value as object), target } as never)
      const tenancy = await tenancies.records.forStaff(id)
      const recipient = await recipientOf(accounts, tenancy, res.locals.locale)
      const planned = tenancy.inspections.find(({ _id }) => _id.toHexString() === target)
      const judged = { was: tenancy, today: tenancies.today() }
      const written = part === 'record' ? recordTexts : () => []
      await handleForm(res, { id, action: part, schema, ...judged, again, recipient, planned, written, carryOut: act })
    }
  }

  async function partPage(
    res: Response,
    tenancy: Tenancy,
    { part, target, failure = null, alert = null }: FormDisplay & { part: PartAction; target: string },
  ): Promise<FormPage | null> {
    if (tenancyHasEnded(tenancy.state)) return null
    const make = { milestone: milestonePage, record: recordPage, finding: findingPage }[part]
    const stored =
      part === 'milestone' ? await documents.list(tenancy.application.toHexString(), { infected: true }) : []
    const recipient = await recipientOf(accounts, tenancy, res.locals.locale)
    return make(readerAt(res, tenancies.today()), {
      tenancy,
      target,
      recipient,
      failure,
      alert,
      documents: stored,
    })
  }

  return { showPart, actOnPart }
}

const partsOf = ({ inspections }: Tenancy): string[] =>
  inspections
    .flatMap(({ _id, findings }) => [_id, ...findings.map(finding => finding._id)])
    .map(one => one.toHexString())

function readPart(part: PartAction, params: unknown): { id: string; target: string } {
  return readPath(part === 'milestone' ? milestonePath : targetPath, params)
}
