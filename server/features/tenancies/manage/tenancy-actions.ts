import type { RequestHandler, Response } from 'express'
import type { z } from 'zod'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import { readPath } from '#web/forms/forms.ts'
import { renderForm } from '../texts/form-view.ts'
import type { TenancyActor } from '../states.ts'
import { actionsOf, type LeaseAction } from './actions.ts'
import { actorAt, answer, readerAt, recipientOf, redirectTo, type Showing } from './answering.ts'
import { leasePath } from './input.ts'
import { actionPage } from './lease-form.ts'

type Act<T> = (id: string, actor: TenancyActor, value: T) => Promise<Tenancy>

/** Handlers of the actions on a tenancy: the page with the form, and what submitting it does. */
export function tenancyActions({
  tenancies,
  premises,
  documents,
  accounts,
}: Pick<Services, 'tenancies' | 'premises' | 'documents' | 'accounts'>) {
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
    { action, failure = null, alert = null, status }: Showing & { action: LeaseAction },
  ): Promise<void> {
    const act = action === 'confirm' ? tenancy.proposal?.act : action
    const listing = act === 'paid' ? await premises.leaseFacts(tenancy.premises) : null
    const kept =
      action === 'answers-read' ? await documents.list(tenancy.application.toHexString(), { infected: true }) : []
    const recipient = await recipientOf(accounts, tenancy)
    const making = { reader: readerAt(res, tenancies.today()), tenancy, listing, documents: kept, recipient }
    renderForm(res, actionPage(making, action, { failure, alert }), status)
  }

  function act<S extends z.ZodType>(action: LeaseAction, schema: S, carryOut: Act<z.output<S>>): RequestHandler {
    return async (req, res) => {
      const { id } = readPath(leasePath, req.params)
      const again = async (showing: Showing) => {
        await showAction(res, await tenancies.records.forStaff(id), { action, ...showing })
        return true
      }
      const was = await tenancies.records.forStaff(id)
      const recipient = await recipientOf(accounts, was)
      const act = (value: z.output<S>) => carryOut(id, actorAt(res), value)
      const judged = { was, today: tenancies.today() }
      await answer(res, { id, action, schema, ...judged, again, recipient, carryOut: act })
    }
  }

  return { show, act }
}
