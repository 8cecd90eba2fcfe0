import { Router, type Request, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { photoExtensions } from '#shared/files/file-rules.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import { renderForm } from '../texts/form-view.ts'
import { createFileReceiver, type FormProblem } from './file-sending.ts'
import { inspectionsForTenant } from './rules.ts'
import { answerPage } from './form-pages.ts'
import { answerForm, findingPath } from './forms.ts'

const answerPath = '/tenancies/:id/findings/:target'

/** Routes of the tenant's answers to findings, with photos. */
export function answerRoutes({ tenancies, documents }: Pick<Services, 'tenancies' | 'documents'>): Router {
  const router = Router({ caseSensitive: true })
  const photos = createFileReceiver({ documents }, 'finding_photo', photoExtensions)

  router.get(answerPath, applicant, async (req, res) => {
    show(res, await readOwnTenancy(req, res))
  })

  router.post(answerPath, applicant, async (req, res) => {
    const tenancy = await readOwnTenancy(req, res)
    const finding = findingAt(req)
    if (
      !inspectionsForTenant(tenancy.inspections).some(one =>
        one.findings.some(({ _id }) => _id.toHexString() === finding),
      )
    )
      throw notFound()
    const received = await photos.receive(req, res, tenancy)
    // The error page without the form shows what was typed.
    req.body = received.fields
    if (!answerPage(readerAt(res), { ...emptyFormInput(tenancy), finding })) {
      await received.discard()
      throw conflict('tenancy.finding-gone', { facts: { id: tenancy._id.toHexString(), finding } })
    }
    const { fields, files, refused } = received
    const form = readForm(answerForm, fields)
    if (!form.ok || refused.length > 0) {
      await received.discard()
      const failure = form.ok ? formFailure(fields, {}) : form
      show(res, tenancy, { failure, refused, again: files.length > 0 }, 422)
      return
    }
    const { text } = form.value
    const id = tenancy._id.toHexString()
    const refusal = await photos.send(res, tenancy, {
      files,
      fields,
      carryOut: (actor, arrived) =>
        tenancies.inspections.answerFinding(id, actor, { finding, text, ...(arrived ? { arrived } : {}) }),
    })
    if (refusal) {
      show(res, await readOwnTenancy(req, res), refusal, refusal.status)
      return
    }
    flashNotice(res, 'tenancy.answer.done')
    res.redirect(303, pathTo(res.locals.locale, '/tenancies/:id', { id }))
  })

  function show(res: Response, tenancy: Tenancy, trouble: FormProblem = {}, status = 200): void {
    const page = answerPage(readerAt(res), { ...emptyFormInput(tenancy), ...trouble, finding: findingAt(res.req) })
    if (!page) throw trouble.cause ?? notFound()
    renderForm(res, page, status)
  }

  const emptyFormInput = (tenancy: Tenancy) => ({ tenancy, failure: null, alert: null, refused: [], again: false })
  const readerAt = ({ locals: { t, locale } }: Response) => ({ t, locale, today: tenancies.today() })
  const findingAt = (req: Request): string => readPath(findingPath, req.params).target
  const readOwnTenancy = (req: Request, res: Response): Promise<Tenancy> =>
    tenancies.records.own(readPath(findingPath, req.params).id, accountOf(res).id)

  return router
}
