import { Router, type RequestHandler, type Response } from 'express'
import type { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import type { TenancyReader } from '../texts/tenancy-text.ts'
import { renderForm, type FormPage } from '../texts/form-view.ts'
import { onLatest } from '../change.ts'
import { withRuleErrors } from '../move-checks.ts'
import { protocolPage, renderProtocol } from '../inspections/protocol-page.ts'
import { canGiveNotice } from './rules.ts'
import { tenancyHasEnded, type TenancyActor } from '../states.ts'
import { noticeCheckPage, noticePage, recallPage, reportPage, type Refusal } from './form-pages.ts'
import { noticeForm, recallForm, reportForm, reportPath, tenancyPath } from './forms.ts'
import { renderTenancy, tenancyPage } from './page.ts'
import { refusalOf } from './refusal.ts'
import { toTenancy } from './file-form.ts'
import { fileFormRoutes } from './file-form-routes.ts'

type Parts = Pick<Services, 'tenancies' | 'cases' | 'premises' | 'documents' | 'letters'>
type CreatePage = (
  reader: TenancyReader,
  asking: { tenancy: Tenancy } & Refusal,
  req: Parameters<RequestHandler>[0],
) => FormPage | null
type Act<T> = (id: string, actor: TenancyActor, value: T) => Promise<Tenancy>

/** Routes of the tenant: the rent-free clock, due duties, and the tenant's own forms. */
export function tenancyRoutes({ tenancies, cases, premises, documents, letters }: Parts): Router {
  const router = Router({ caseSensitive: true })
  router.use(fileFormRoutes({ tenancies, documents }))
  const readerAt = (res: Response): TenancyReader => {
    const { t, locale } = res.locals
    return { t, locale, today: tenancies.today() }
  }

  router.get('/tenancies/:id', applicant, async (req, res) => {
    const account = accountOf(res)
    const tenancy = await tenancies.records.own(readPath(tenancyPath, req.params).id, account.id)
    const id = tenancy.application.toHexString()
    const [known, application, kept, made] = await Promise.all([
      premises.summaries.several([tenancy.premises]),
      cases.own.get(id, account.id),
      documents.list(id, { infected: true }),
      letters.list(id),
    ])
    const around = { premises: known.get(tenancy.premises), application, documents: kept, letters: made }
    renderTenancy(res, tenancyPage(readerAt(res), tenancy, around))
  })

  router.get('/tenancies/:id/handover', applicant, async (req, res) => {
    const { id: account } = accountOf(res)
    const tenancy = await tenancies.records.own(idAt(req.params), account)
    const application = await cases.own.get(tenancy.application.toHexString(), account)
    const { t, locale } = res.locals
    const href = pathTo(locale, '/tenancies/:id', { id: tenancy._id.toHexString() })
    const breadcrumb = [{ label: t('tenancy.title', { premises: tenancy.premises }), href }]
    const page = protocolPage(readerAt(res), tenancy, { application, breadcrumb })
    if (!page) throw notFound()
    renderProtocol(res, page)
  })

  const show =
    (make: CreatePage): RequestHandler =>
    async (req, res) => {
      const tenancy = await tenancies.records.own(idAt(req.params), accountOf(res).id)
      if (tenancyHasEnded(tenancy.state)) {
        toTenancy(res, tenancy)
        return
      }
      const page = make(readerAt(res), { tenancy, failure: null, alert: null }, req)
      if (!page) throw notFound()
      renderForm(res, page)
    }

  /** Returns the handler of a form. Success redirects to the tenancy; a refusal shows the form again with the reason. */
  function act<S extends z.ZodType>(
    make: CreatePage,
    { action = '', schema, done, check, carryOut }: Acting<S>,
  ): RequestHandler {
    return async (req, res) => {
      const { id: account, name } = accountOf(res)
      const id = idAt(req.params)
      const showAgain = async (refusal: Refusal, status: number, cause: unknown = notFound()) => {
        const page = make(readerAt(res), { tenancy: await tenancies.records.own(id, account), ...refusal }, req)
        if (!page) throw cause
        renderForm(res, page, status)
      }
      const was = await tenancies.records.own(id, account)
      const form = readForm(schema, req.body)
      const judged = { was, actor: { kind: 'applicant', id: account }, today: tenancies.today(), reads: null } as const
      const failure = withRuleErrors(form.ok ? formFailure(req.body, {}) : form, action, judged)
      if (!form.ok) return showAgain({ failure, alert: null }, 422)
      // The act itself refuses what breaks a rule.
      const checked = Object.keys(failure.errors).length > 0 ? null : check?.(readerAt(res), was, form.value)
      if (checked) {
        renderForm(res, checked)
        return
      }
      try {
        const said = { ...(form.value as object), ...req.params } as never
        await onLatest(() => carryOut(id, { kind: 'applicant', id: account, name }, said))
      } catch (error) {
        const { status, ...refusal } = refusalOf(res, error, (req.body ?? {}) as object)
        return showAgain(refusal, status, error)
      }
      req.log.info({ account, tenancy: id, done }, 'tenant acted')
      flashNotice(res, done)
      res.redirect(303, pathTo(res.locals.locale, '/tenancies/:id', { id }))
    }
  }

  const noticeAct = act(noticePage, {
    action: 'notice',
    schema: noticeForm,
    done: 'tenancy.notice.done',
    // A notice that was given already is answered as one that is sent again.
    check: (reader, tenancy, { confirmed, ...said }) =>
      confirmed || !canGiveNotice(tenancy, reader.today) ? null : noticeCheckPage(reader, tenancy, said),
    carryOut: (id, actor, { confirmed: _confirmed, ...said }) => tenancies.moves.giveNotice(id, actor, said),
  })
  router.get('/tenancies/:id/notice', applicant, show(noticePage))
  router.post('/tenancies/:id/notice', applicant, noticeAct)

  const recallAct = act(recallPage, {
    schema: recallForm,
    done: 'tenancy.notice.recalled',
    carryOut: tenancies.moves.recallNotice,
  })
  router.get('/tenancies/:id/notice/recall', applicant, show(recallPage))
  router.post('/tenancies/:id/notice/recall', applicant, recallAct)

  const reportOf: CreatePage = (reader, asking, req) =>
    reportPage(reader, { ...asking, number: readPath(reportPath, req.params).number })
  const reportAct = act(reportOf, {
    schema: reportForm,
    done: 'tenancy.report.done',
    carryOut: (id, actor, { number, ...answers }) =>
      tenancies.milestones.report(id, actor, { ...answers, number: Number(number) }),
  })
  router.get('/tenancies/:id/reports/:number', applicant, show(reportOf))
  router.post('/tenancies/:id/reports/:number', applicant, reportAct)

  return router
}

type Acting<S extends z.ZodType> = {
  /** Move of the table of states, where the form is one. */
  action?: string
  schema: S
  done: MessageKey
  /** Returns the page that repeats what was typed before it is carried out; null when it has been confirmed. */
  check?: (reader: TenancyReader, tenancy: Tenancy, said: z.output<S>) => FormPage | null
  /** Called with the typed values and the parameters of the path. */
  carryOut: Act<z.output<S> & Record<string, string>>
}

const idAt = (params: unknown): string => readPath(tenancyPath, params).id
