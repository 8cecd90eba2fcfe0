import type { RequestHandler, Response } from 'express'
import type { z } from 'zod'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { actorAt } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import { renderForm, type FormPage } from '../texts/form-view.ts'
import { tenancyHasEnded, type TenancyActor } from '../states.ts'
import { actionsOf, decidesLetter, type LeaseAction, type PartAction } from './actions.ts'
import { handleForm, readerAt, recipientOf, redirectTo, type FormDisplay } from './answering.ts'
import { leasePath, milestonePath, targetPath } from './input.ts'
import { actionPage, findingPage, milestonePage, recordPage } from './lease-form.ts'

type Act<T> = (id: string, actor: TenancyActor, value: T) => Promise<Tenancy>

type ActionParts = Pick<Services, 'tenancies' | 'cases' | 'premises' | 'documents' | 'accounts'>
/** Actions whose pages show what the tenant sent, with its files. */
const showingFiles: readonly LeaseAction[] = ['answers-read', 'appeal', 'opening', 'cured']

/** Handlers of the actions on a tenancy: the page with the form, and what submitting it does. */
export function tenancyActions({ tenancies, cases, premises, documents, accounts }: ActionParts) {
  const show =
    (action: LeaseAction): RequestHandler =>
    async (req, res) => {
      const { id } = readPath(leasePath, req.params)
      const tenancy = await tenancies.records.forStaff(id)
      if (actionsOf(tenancy, actorAt(res), tenancies.today()).includes(action))
        await showAction(res, tenancy, { action })
      else redirectTo(res, id)
    }

  async function showAction(
    res: Response,
    tenancy: Tenancy,
    { action, failure = null, alert = null, status }: FormDisplay & { action: LeaseAction },
  ): Promise<void> {
    const act = action === 'confirm' ? tenancy.proposal?.act : action
    const listing = act === 'paid' ? await premises.leaseFacts(tenancy.premises) : null
    const showsFiles = showingFiles.includes(action) || decidesLetter(action, tenancy)
    const stored = showsFiles ? await documents.list(tenancy.application.toHexString(), { infected: true }) : []
    const recipient = await recipientOf(accounts, tenancy, res.locals.locale)
    const handover = action === 'exit' ? await cases.files.handoverRecord(tenancy.application.toHexString()) : null
    const agreedRentFen = listing ? await cases.files.agreedRent(tenancy.application.toHexString()) : null
    const about = { tenancy, listing, agreedRentFen, handover, documents: stored, recipient }
    const making = { reader: readerAt(res, tenancies.today()), ...about }
    renderForm(res, actionPage(making, action, { failure, alert }), status)
  }

  function act<S extends z.ZodType>(action: LeaseAction, schema: S, carryOut: Act<z.output<S>>): RequestHandler {
    return async (req, res) => {
      const { id } = readPath(leasePath, req.params)
      const again = async (showing: FormDisplay) => {
        await showAction(res, await tenancies.records.forStaff(id), { action, ...showing })
        return true
      }
      const was = await tenancies.records.forStaff(id)
      const recipient = await recipientOf(accounts, was, res.locals.locale)
      const act = (value: z.output<S>) => carryOut(id, actorAt(res), value)
      const judged = { was, today: tenancies.today() }
      await handleForm(res, { id, action, schema, ...judged, again, recipient, carryOut: act })
    }
  }

  return { show, act }
}

type ActOnPart<T> = (id: string, actor: TenancyActor, value: T & { target: string }) => Promise<Tenancy>

/** Handlers of the actions on one part of a tenancy: a milestone, an inspection or a finding. */
export function partActions({
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
      await handleForm(res, { id, action: part, schema, ...judged, again, recipient, planned, carryOut: act })
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
      ...{ tenancy, target, recipient, failure, alert },
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
