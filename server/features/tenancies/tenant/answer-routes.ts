import { Router, type Request, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { photoExtensions } from '#shared/files/file-rules.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import { renderForm } from '../texts/form-view.ts'
import { fileSending, type Trouble } from './file-sending.ts'
import { shownToTenant } from './rules.ts'
import { answerPage } from './form-pages.ts'
import { answerForm, findingPath } from './forms.ts'

const at = '/tenancies/:id/findings/:target'

/** Routes of the tenant's answers to findings, with photos. */
export function answerRoutes({ tenancies, documents }: Pick<Services, 'tenancies' | 'documents'>): Router {
  const router = Router({ caseSensitive: true })
  const photos = fileSending({ documents }, 'finding_photo', photoExtensions)

  router.get(at, applicant, async (req, res) => {
    show(res, await ownAt(req, res))
  })

  router.post(at, applicant, async (req, res) => {
    const tenancy = await ownAt(req, res)
    const finding = findingAt(req)
    if (!shownToTenant(tenancy.inspections).some(one => one.findings.some(({ _id }) => _id.toHexString() === finding)))
      throw notFound()
    const received = await photos.receive(req, res, tenancy)
    // The error page without the form shows what was typed.
    req.body = received.fields
    if (!answerPage(readerAt(res), { ...asking(tenancy), finding })) {
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
      show(res, await ownAt(req, res), refusal, refusal.status)
      return
    }
    notice(res, 'tenancy.answer.done')
    res.redirect(303, pathTo(res.locals.locale, '/tenancies/:id', { id }))
  })

  function show(res: Response, tenancy: Tenancy, trouble: Trouble = {}, status = 200): void {
    const page = answerPage(readerAt(res), { ...asking(tenancy), ...trouble, finding: findingAt(res.req) })
    if (!page) throw trouble.cause ?? notFound()
    renderForm(res, page, status)
  }

  const asking = (tenancy: Tenancy) => ({ tenancy, failure: null, alert: null, refused: [], again: false })
  const readerAt = ({ locals: { t, locale } }: Response) => ({ t, locale, today: tenancies.today() })
  const findingAt = (req: Request): string => readPath(findingPath, req.params).target
  const ownAt = (req: Request, res: Response): Promise<Tenancy> =>
    tenancies.records.own(readPath(findingPath, req.params).id, accountOf(res).id)

  return router
}
