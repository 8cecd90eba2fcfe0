import { Router, type Response } from 'express'
import type { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { AnswerSection, Application, SectionAnswers } from '#models/cases/application.ts'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { formatTime } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { flashCaution, flashNotice } from '#web/forms/flash.ts'
import { readPath } from '#web/forms/forms.ts'
import { pickAnswers, wrongAnswers, type FieldComplaints } from '#features/cases/answers/answers.ts'
import { differences, replaceAnswers } from '#features/cases/answers/differences.ts'
import { isSectionOpen } from '#features/cases/requests/items.ts'
import { submittedCodes, type SectionSaved } from '#features/cases/answers/save-section.ts'
import { answerPath, casePath, sectionForm } from '#features/cases/applicant/input.ts'
import { readerOf } from '#features/cases/applicant/labels.ts'
import { candidatesFor, withAddedCodes } from '../candidates.ts'
import { fillAllMonths } from '../cash-plan-view.ts'
import { checkPage, renderCheck } from '../check-page.ts'
import { clashPage, renderClash } from '../clash-page.ts'
import { missingFields, renderSection, revisionOf, sectionPage } from '../section-page.ts'

type OwnedDraft = { id: string; applicantId: string }

/** Routes of the pages on which a draft is answered, and of the last page, where it is submitted. */
export function sectionRoutes({
  applying,
  cases,
  documents,
  catalogue,
  premises,
  saved,
}: Pick<Services, 'applying' | 'cases' | 'catalogue' | 'documents' | 'premises' | 'saved'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/applications/:id/check', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    await showCheck(res, id)
  })

  router.post('/applications/:id/check', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const account = accountOf(res)
    const { application, ready } = await applying.drafts.overview(id, account.id)
    if (application.state === 'draft' && (!ready || !account.verified)) {
      await showCheck(res, id, 422)
      return
    }
    const { reference } = await applying.drafts.submit(id, account.id)
    flashNotice(res, 'apply.submitted', { reference: reference ?? '' })
    res.redirect(303, pathTo(res.locals.locale, '/applications/:id', { id }))
  })

  async function showCheck(res: Response, id: string, status = 200): Promise<void> {
    const account = accountOf(res)
    const draft = await applying.drafts.overview(id, account.id)
    if (draft.application.state !== 'draft') {
      res.redirect(303, pathTo(res.locals.locale, '/applications/:id', { id }))
      return
    }
    const known = await premises.summaries.several(draft.application.premises)
    const shown = { draft, known, documents: await documents.list(id), account }
    const page = checkPage(readerOf(res, cases.now()), shown)
    renderCheck(res, page, status)
  }

  router.get('/applications/:id/:section', applicant, async (req, res, next) => {
    const path = answerPath.safeParse(req.params)
    // Not a section, but perhaps the address of one of the draft's forms.
    if (!path.success) {
      next()
      return
    }
    const { id, section } = path.data
    const application = await cases.own.get(id, accountOf(res).id)
    if (!isSectionOpen(application, section, cases.now())) {
      res.redirect(303, pathTo(res.locals.locale, '/applications/:id', { id }))
      return
    }
    // Missing answers are not shown as errors before the user saves. Wrong answers of a saved section are.
    const answers = application.answers[section] ?? {}
    const about = await cases.answers.complaints(section, answers, submittedCodes(application))
    const complaints = application.savedAt[section] ? wrongAnswers(about) : {}
    await showSection(res, application, { section, complaints, open: Object.keys(about), refused: false })
  })

  type Shown = { section: AnswerSection; complaints: FieldComplaints; open: readonly string[]; refused: boolean }
  async function showSection(res: Response, application: Application, { section, ...shown }: Shown): Promise<void> {
    const known = await premises.summaries.several(section === 'choice' ? application.premises : [])
    const answers = application.answers[section] ?? {}
    const candidates =
      section === 'choice'
        ? await candidatesFor({ catalogue, premises, saved }, res, { application, accountId: accountOf(res).id })
        : []
    const of = { application, section, answers, known, candidates, ...shown }
    const page = sectionPage(readerOf(res, cases.now()), of)
    renderSection(res, page, shown.refused ? 422 : 200)
  }

  router.post('/applications/:id/:section', applicant, async (req, res) => {
    const { id, section } = readPath(answerPath, req.params)
    const body: unknown = req.body
    if (typeof body !== 'object' || body === null) throw notFound()
    const posted = body as Record<string, unknown>
    const form = sectionForm.parse(posted)
    const { sectionRevision, keep } = form
    const page = pathTo(res.locals.locale, '/applications/:id', { id })
    const owned = { id, applicantId: accountOf(res).id }
    if (keep === 'other') {
      await cases.own.get(id, owned.applicantId)
      flashCaution(res, 'apply.clash.kept-other')
      res.redirect(303, pathTo(res.locals.locale, '/applications/:id/:section', { id, section }))
      return
    }
    const typed = readAnswers(section, posted, { ...form, locale: res.locals.locale })
    const mine = keep === 'chosen' ? await mergeChosen(owned, { section, typed, posted }) : typed
    const result = await cases.answers.save(owned, section, { answers: mine, seen: sectionRevision })
    const stay = form.fill ?? form.take ?? form.stay
    if (form.autosave) sendAutosaved(res, result, section)
    else if (result.overtaken) showClash(res, { application: result.application, section, mine })
    else if (stay)
      res.redirect(303, `${pathTo(res.locals.locale, '/applications/:id/:section', { id, section })}#${stay}`)
    else await continueAfterSave(res, result, { section, page })
  })

  function showClash(res: Response, clash: Parameters<typeof clashPage>[1]): void {
    renderClash(res, clashPage(readerOf(res, cases.now()), clash), 409)
  }

  /** Redirects to the task list. When answers are wrong, shows them first, although they are saved. */
  async function continueAfterSave(
    res: Response,
    result: SectionSaved,
    to: { section: AnswerSection; page: string },
  ): Promise<void> {
    const { application, complaints } = result
    const { section, page } = to
    if (Object.keys(complaints).length > 0) {
      await showSection(res, application, { section, complaints, open: Object.keys(complaints), refused: true })
      return
    }
    const { t, locale } = res.locals
    const time = formatTime(locale, application.savedAt[section] ?? cases.now())
    flashNotice(res, 'apply.saved', { section: t(`apply.section.${section}`), time })
    res.redirect(303, page)
  }

  /** Sends the result of autosave as JSON. 409 when another tab saved other answers; the button then shows both. */
  function sendAutosaved(res: Response, saved: SectionSaved, section: AnswerSection): void {
    const { application, overtaken, complaints } = saved
    const { t, locale } = res.locals
    if (overtaken) {
      res.status(409).json({ overtaken })
      return
    }
    const at = application.savedAt[section] ?? application.updatedAt
    const revision = revisionOf(application, section)
    const missing = missingFields(t, Object.keys(complaints))
    res.json({ revision, saved: t('apply.autosave.saved', { time: formatTime(locale, at) }), missing })
  }

  type Choice = { section: AnswerSection; typed: SectionAnswers; posted: Readonly<Record<string, unknown>> }
  /** Returns what was typed here, with the saved answer for the questions where the user chose it. */
  async function mergeChosen(
    { id, applicantId }: OwnedDraft,
    { section, typed, posted }: Choice,
  ): Promise<SectionAnswers> {
    const theirs = (await cases.own.get(id, applicantId)).answers[section] ?? {}
    const others = differences(section, typed, theirs).filter(({ name }) => posted[`keep-${name}`] === 'other')
    return replaceAnswers(theirs, typed, others)
  }

  return router
}

type PressedButton = Pick<z.output<typeof sectionForm>, 'fill' | 'take' | 'code' | 'revenueEach' | 'costsEach'>

/** Returns the typed answers, with what the pressed button adds to them. */
function readAnswers(
  section: AnswerSection,
  posted: Readonly<Record<string, unknown>>,
  { locale, ...pressed }: PressedButton & { locale: Locale },
): SectionAnswers {
  const typed = pickAnswers(section, pressed.fill ? fillAllMonths(posted, pressed) : posted, locale)
  return pressed.take ? { ...typed, premises: withAddedCodes(typed.premises, pressed.code) } : typed
}
