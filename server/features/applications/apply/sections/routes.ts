import { Router, type Response } from 'express'
import type { AnswerSection } from '../../../../../models/application.ts'
import type { Services } from '../../../../services.ts'
import { notFound } from '../../../../shared/errors.ts'
import { accountOf, applicant } from '../../../../web/access.ts'
import { notice } from '../../../../web/flash.ts'
import { readPath } from '../../../../web/forms.ts'
import { pickAnswers, wrongAnswers, type FieldComplaints } from '../../form/answers.ts'
import { checkPage, renderCheck } from '../check-page.ts'
import { answerPath, casePath } from '../input.ts'
import { readerOf } from '../words.ts'
import { renderSection, sectionPage } from '../section-page.ts'

/** The pages of a draft on which questions are answered, and the last one on which it is handed in. */
export function sectionRoutes({ applications, documents }: Pick<Services, 'applications' | 'documents'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/applications/:id/check', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    await showCheck(res, id)
  })

  router.post('/applications/:id/check', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const account = accountOf(res)
    const { application, ready } = await applications.draftOverview(id, account.id)
    if (application.state === 'draft' && (!ready || !account.verified)) {
      await showCheck(res, id, 422)
      return
    }
    const { reference } = await applications.submit(id, account.id)
    notice(res, 'apply.submitted', { reference: reference ?? '' })
    res.redirect(303, `/${res.locals.locale}/applications/${id}`)
  })

  async function showCheck(res: Response, id: string, status = 200): Promise<void> {
    const account = accountOf(res)
    const draft = await applications.draftOverview(id, account.id)
    if (draft.application.state !== 'draft') {
      res.redirect(303, `/${res.locals.locale}/applications/${id}`)
      return
    }
    const page = checkPage(readerOf(res, applications.now()), { draft, documents: await documents.list(id), account })
    renderCheck(res, page, status)
  }

  router.get('/applications/:id/:section', applicant, async (req, res) => {
    const { id, section } = readPath(answerPath, req.params)
    const application = await applications.own(id, accountOf(res).id)
    if (application.state !== 'draft') {
      res.redirect(303, `/${res.locals.locale}/applications/${id}`)
      return
    }
    const answers = application.answers[section] ?? {}
    // Gaps are no mistakes before somebody says that they are done; wrong answers are shown as such.
    const complaints = application.savedAt[section] ? wrongAnswers(await applications.complaints(section, answers)) : {}
    await showSection(res, id, { section, complaints, refused: false })
  })

  type Shown = { section: AnswerSection; complaints: FieldComplaints; refused: boolean }
  async function showSection(res: Response, id: string, { section, complaints, refused }: Shown): Promise<void> {
    const application = await applications.own(id, accountOf(res).id)
    const known = await applications.premisesOf(section === 'choice' ? application.premises : [])
    const answers = application.answers[section] ?? {}
    const shown = { application, section, answers, complaints, known, refused }
    renderSection(res, sectionPage(readerOf(res, applications.now()), shown), refused ? 422 : 200)
  }

  router.post('/applications/:id/:section', applicant, async (req, res) => {
    const { id, section } = readPath(answerPath, req.params)
    const body: unknown = req.body
    if (typeof body !== 'object' || body === null) throw notFound()
    const owned = { id, applicantId: accountOf(res).id }
    const complaints = await applications.saveSection(
      owned,
      section,
      pickAnswers(section, body as Record<string, unknown>),
    )
    if (Object.keys(complaints).length > 0) {
      await showSection(res, id, { section, complaints, refused: true })
      return
    }
    notice(res, 'apply.saved', { section: res.locals.t(`apply.section.${section}`) })
    res.redirect(303, `/${res.locals.locale}/applications/${id}`)
  })

  return router
}
