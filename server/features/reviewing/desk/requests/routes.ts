import { pathTo } from '#server/paths.ts'
import { Router, type Response } from 'express'
import type { Services } from '#server/services.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { readPath, type FormFailure } from '#web/forms/forms.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import { refusalOf } from '#features/cases/desk/actions.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { casePath } from '#features/cases/desk/input.ts'
import { actorOf, readerAt } from '#features/cases/desk/labels.ts'
import { extendForm, requestForm, type AskedItem } from './input.ts'
import { renderRequest, requestPage } from './page.ts'

type Parts = Pick<Services, 'cases' | 'reviewing' | 'documents' | 'accounts' | 'programme'>

/** Asking the applicant to correct or add things, and giving them more time to. */
export function caseRequestRoutes(parts: Parts, desk: CaseDesk): Router {
  const { cases, reviewing, documents, accounts, programme } = parts
  const router = Router({ caseSensitive: true })
  const act = caseActions(parts, desk)
  const at = '/staff/applications/:id'

  router.get(`${at}/request`, staff('reviewer', 'decider'), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const actor = actorOf(accountOf(res))
    if (refusalOf('request', await cases.files.open(id, actor), actor))
      res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
    else await show(res, id, null)
  })

  async function show(res: Response, id: string, failure: FormFailure | null, status?: number): Promise<void> {
    const application = await cases.files.content(id, actorOf(accountOf(res)))
    const [present, answerOn, { answerDays }, { locale: language }] = await Promise.all([
      documents.list(id),
      reviewing.requests.answerDay(),
      programme.settings(),
      accounts.contactOf(application.applicant.toHexString()),
    ])
    const shown = { application, documents: present, answerOn, answerDays, language, failure }
    renderRequest(res, requestPage(readerAt(res), shown), status)
  }

  const ask = act(
    'request',
    requestForm,
    async (id, actor, { items, answerOn }) => {
      const application = await cases.files.content(id, actor)
      const { locale } = await accounts.contactOf(application.applicant.toHexString())
      const t = translatorFor(locale)
      const worded = items.map(({ id: item, template, text }: AskedItem) => {
        if (!template) return { id: item, text }
        const ready = t(`request.template.${template}.text`)
        if (text === '' || text === ready) return { id: item, text: ready, template }
        // The officer's own words follow the ready ones, which a script may have put before them already.
        return { id: item, text: text.includes(ready) ? text : `${ready}\n\n${text}` }
      })
      return reviewing.requests.ask(id, actor, { items: worded, answerOn, locale })
    },
    show,
  )
  router.post(`${at}/request`, staff('reviewer', 'decider'), ask)

  router.post(`${at}/extend`, staff('reviewer', 'decider'), act('extend', extendForm, reviewing.requests.extend))

  return router
}
