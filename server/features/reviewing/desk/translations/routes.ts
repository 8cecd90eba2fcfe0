import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { AppError, notFound } from '#shared/errors.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, id, requiredText } from '#web/forms/forms.ts'
import { questionIn } from '#features/cases/translations/questions.ts'
import { actorOf, readerAt } from '#features/cases/desk/labels.ts'
import { translationLanguages } from '#models/cases/parts/translation.ts'
import { renderTranslation, translationPage, type TranslationShown } from './page.ts'

const longText = 8000

const translationPath = z.object({
  id,
  question: z.string().regex(/^[A-Za-z]{1,40}$/),
  lang: z.enum(translationLanguages),
})

/** With the text what its writer had before them. */
const translationForm = z.object({
  translation: requiredText(longText),
  of: z.string().regex(/^[0-9a-f]{64}$/),
  version: z.coerce.number().int().min(0).max(100_000),
})

/** Answers in the applicant's words, and what the staff make of them in a language that all of them read. */
export function translationRoutes({ cases, reviewing }: Pick<Services, 'cases' | 'reviewing'>): Router {
  const router = Router({ caseSensitive: true })
  const at = '/staff/applications/:id/translations/:question/:lang'

  router.get(at, staff('reviewer', 'decider'), async (req, res) => {
    renderTranslation(res, translationPage(readerAt(res), await shownAt(res, req.params)))
  })

  router.post(at, staff('reviewer', 'decider'), async (req, res) => {
    const { id, question, lang } = readPath(translationPath, req.params)
    const shown = await shownAt(res, req.params)
    const form = readForm(translationForm, req.body)
    if (!form.ok) {
      renderTranslation(res, translationPage(readerAt(res), { ...shown, failure: form }), 422)
      return
    }
    const actor = actorOf(accountOf(res))
    const { translation, ...seen } = form.value
    try {
      await reviewing.translations.translate(id, actor, { question, lang, text: translation, ...seen })
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'translation.stale')) throw error
      const now = { ...(await shownAt(res, req.params)), failure: formFailure(req.body, {}), stale: true }
      renderTranslation(res, translationPage(readerAt(res), now), 409)
      return
    }
    req.log.info({ account: actor.id, application: id, question, lang }, 'answer translated')
    notice(res, 'translation.saved')
    res.redirect(303, `${pathTo(res.locals.locale, '/staff/applications/:id', { id })}#answers`)
  })

  /** Only where the content of the case is open to whoever asks. */
  async function shownAt(res: Response, params: unknown): Promise<TranslationShown> {
    const { id, question: name, lang } = readPath(translationPath, params)
    const actor = actorOf(accountOf(res))
    const application = await cases.files.content(id, actor)
    const question = questionIn(application.snapshot?.answers ?? {}, name)
    if (!question) throw notFound()
    return { application, question, lang }
  }

  return router
}
