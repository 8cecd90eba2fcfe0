import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { AppError, notFound } from '#shared/errors.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import {
  formFailure,
  readForm,
  readPath,
  requiredText,
  errorSummary,
  type ErrorSummary,
  type FormFailure,
} from '#web/forms/forms.ts'
import { casePath } from '#features/cases/applicant/input.ts'
import { readerOf, caseHref, type ApplicantReader } from '#features/cases/applicant/labels.ts'
import { interviewWishes } from '#models/cases/parts/interview.ts'
import type { Application } from '#models/cases/application.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { ownInterview, type OwnInterview } from './view.ts'

const longText = 2000

/** Wish about a proposed interview: an interpreter or another time. Each wish has its own form and field. */
const wishForm = z.discriminatedUnion(
  'wish',
  [
    z.object({ wish: z.literal(interviewWishes[0]), interpreterText: requiredText(longText) }),
    z.object({ wish: z.literal(interviewWishes[1]), anotherTimeText: requiredText(longText) }),
  ],
  'form.choose',
)

type WishForm = z.output<typeof wishForm>

const textOf = (form: WishForm): string => (form.wish === 'interpreter' ? form.interpreterText : form.anotherTimeText)

/** Routes by which an applicant answers the office's invitation to an interview. */
export function interviewRoutes({ cases, reviewing }: Pick<Services, 'cases' | 'reviewing'>): Router {
  const router = Router({ caseSensitive: true })
  const readerAt = (res: Response) => readerOf(res, cases.now())

  router.get('/applications/:id/interview', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    renderInterview(res, interviewPage(readerAt(res), await interviewed(res, id)))
  })

  router.post('/applications/:id/interview', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const application = await interviewed(res, id)
    const form = readForm(wishForm, req.body)
    if (!form.ok) {
      renderInterview(res, interviewPage(readerAt(res), application, { failure: form }), 422)
      return
    }
    const { id: account, name } = accountOf(res)
    try {
      const interviewWish = { wish: form.value.wish, text: textOf(form.value) }
      await reviewing.interviews.wish(id, { kind: 'applicant', id: account, name }, interviewWish)
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'conflict')) throw error
      const refused = { failure: formFailure(req.body, {}), alert: res.locals.t(error.code) }
      renderInterview(res, interviewPage(readerAt(res), await interviewed(res, id), refused), 409)
      return
    }
    req.log.info({ account, application: id, wish: form.value.wish }, 'wish about an interview')
    flashNotice(res, 'apply.interview.sent')
    res.redirect(303, `${pathTo(res.locals.locale, '/applications/:id', { id })}#interview`)
  })

  /** Returns the application. Throws "not found" when no interview was ever arranged. */
  async function interviewed(res: Response, id: string) {
    const application = await cases.own.get(id, accountOf(res).id)
    if (!application.interview) throw notFound('application.not-found')
    return application
  }

  return router
}

type InterviewPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  /** Why nothing was sent, when the text is not the cause. */
  alert: string | null
  interview: OwnInterview | null
}
const renderInterview = view<InterviewPage>('applying/interview')

type Refused = { failure: FormFailure | null; alert?: string }

function interviewPage(reader: ApplicantReader, application: Application, refused?: Refused): InterviewPage {
  const { t, locale } = reader
  const reference = application.reference ?? ''
  const failure = refused?.failure ?? null
  return {
    title: t('apply.interview.page', { reference }),
    breadcrumb: [
      { label: t('apply.list.title'), href: pathTo(locale, '/applications') },
      { label: t('apply.case.title', { reference }), href: caseHref(locale, application) },
      { label: t('apply.interview.title') },
    ],
    errors: errorSummary(t, failure?.errors, {
      interpreterText: 'apply.interview.wish-text.interpreter',
      anotherTimeText: 'apply.interview.wish-text.another_time',
    }),
    alert: refused?.alert ?? null,
    interview: ownInterview(reader, application, failure),
  }
}
