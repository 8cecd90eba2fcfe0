import { Router, type Request, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import { renderForm } from '../texts/form-view.ts'
import { tenancyHasEnded } from '../states.ts'
import { renewalPage } from './form-pages.ts'
import { renewalForm, tenancyPath } from './forms.ts'
import { createFileReceiver, type FormProblem } from './file-sending.ts'

const renewalPath = '/tenancies/:id/renewal'

/** Routes of the tenant's letter about the renewal, with files. */
export function renewalRoutes({ tenancies, documents }: Pick<Services, 'tenancies' | 'documents'>): Router {
  const router = Router({ caseSensitive: true })
  const letters = createFileReceiver({ documents }, 'renewal_letter')

  router.get(renewalPath, applicant, async (req, res) => {
    const tenancy = await readOwnTenancy(req, res)
    if (tenancyHasEnded(tenancy.state))
      res.redirect(303, pathTo(res.locals.locale, '/tenancies/:id', { id: tenancy._id.toHexString() }))
    else await show(res, tenancy)
  })

  router.post(renewalPath, applicant, async (req, res) => {
    const tenancy = await readOwnTenancy(req, res)
    const received = await letters.receive(req, res, tenancy)
    const { fields, files, refused } = received
    const form = readForm(renewalForm, fields)
    if (!form.ok || refused.length > 0) {
      await received.discard()
      const failure = form.ok ? formFailure(fields, {}) : form
      return show(res, tenancy, { failure, refused, again: files.length > 0 }, 422)
    }
    const refusal = await letters.send(res, tenancy, {
      files,
      fields,
      carryOut: (actor, arrived) =>
        tenancies.endings.requestRenewal(tenancy._id.toHexString(), actor, {
          ...form.value,
          ...(arrived ? { arrived } : {}),
        }),
    })
    if (refusal) return show(res, await readOwnTenancy(req, res), refusal, refusal.status)
    flashNotice(res, 'tenancy.renewal.done')
    res.redirect(303, pathTo(res.locals.locale, '/tenancies/:id', { id: tenancy._id.toHexString() }))
  })

  async function show(res: Response, tenancy: Tenancy, trouble: FormProblem = {}, status = 200): Promise<void> {
    const { t, locale } = res.locals
    const { failure = null, alert = null, refused = [], again = false } = trouble
    const storedDocuments = await documents.list(tenancy.application.toHexString(), { infected: true })
    const reader = { t, locale, today: tenancies.today() }
    renderForm(
      res,
      renewalPage(reader, { tenancy, failure, alert, documents: storedDocuments, refused, again }),
      status,
    )
  }

  const readOwnTenancy = (req: Request, res: Response): Promise<Tenancy> =>
    tenancies.records.own(readPath(tenancyPath, req.params).id, accountOf(res).id)

  return router
}
