import { Router, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { readPath, type FormFailure } from '#web/forms/forms.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import { refusalOf } from '#features/cases/desk/action.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { casePath, caseQuery } from '#features/cases/desk/input.ts'
import type { Actor } from '#features/cases/states.ts'
import { readerAt } from '#features/cases/desk/labels.ts'
import { textIn } from '#features/cases/writing/waiting-texts.ts'
import { returnedForm } from '#web/writing/view.ts'
import { answerDay, request } from '#features/reviewing/actions/request.ts'
import { renderRequest, requestPage } from './page.ts'

type Parts = Pick<Services, 'accounts' | 'casePorts' | 'cases' | 'documents' | 'programme'>

/** Routes to request information from the applicant. */
export function caseRequestRoutes(parts: Parts, desk: CaseDesk): Router {
  const { cases, casePorts, documents, accounts, programme } = parts
  const router = Router({ caseSensitive: true })
  const at = '/staff/applications/:id'

  router.get(`${at}/request`, staff(...request.roles), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const actor = actorAt(res)
    if (refusalOf(request, await cases.files.open(id, actor), actor))
      res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
    else await show(res, id, await readReturned(id, actor, caseQuery.parse(req.query).text))
  })

  /** Returns the form that was passed on for translation, with the colleague's translation. */
  async function readReturned(id: string, actor: Actor, textId = ''): Promise<FormFailure | null> {
    const text = textIn(await cases.files.content(id, actor), textId)
    return text?.act === 'request' ? returnedForm(text) : null
  }

  async function show(res: Response, id: string, failure: FormFailure | null, status?: number): Promise<void> {
    const application = await cases.files.content(id, actorAt(res))
    const [present, answerOn, { answerDays }, { locale: language }] = await Promise.all([
      documents.list(id),
      answerDay(casePorts),
      programme.settings(),
      accounts.people.contactOf(application.applicant.toHexString()),
    ])
    const recipient = { name: application.applicantName ?? '—', language }
    const shown = { application, documents: present, answerOn, answerDays, recipient, failure }
    renderRequest(res, requestPage(readerAt(res), shown), status)
  }

  router.post(`${at}/request`, staff(...request.roles), caseActions(parts, desk)(request, show))

  return router
}
