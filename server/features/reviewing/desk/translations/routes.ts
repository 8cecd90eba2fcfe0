import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { AppError, notFound } from '#shared/errors.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, id, requiredText, inputValue, type FormFailure } from '#web/forms/forms.ts'
import {
  isFreeTextQuestion,
  questionIn,
  isOutdated,
  hashOfWording,
  type Question,
} from '#features/cases/translations/questions.ts'
import { readerAt, type DeskReader } from '#features/cases/desk/labels.ts'
import { translationLanguages, type TranslationLanguage } from '#models/cases/parts/translation.ts'
import type { Application } from '#models/cases/application.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { maxLengthOf } from '#features/cases/answers/fields.ts'
import { labelOf } from '#features/cases/answers/answers-in-words.ts'
import { languageOf } from '#features/cases/desk/answers-view.ts'
import { translationHref } from '#features/cases/translations/view.ts'
import { translateAnswer } from '#features/reviewing/translations/translating.ts'
import { complaintIn, isUntouched, maxTranslationLength } from '#web/writing/extent.ts'
import { errorsOfParts, renderSideBySide, type Part, type SideBySide } from '#web/writing/side-by-side.ts'
import { renderGone, translationBoxes, type GonePage } from '#web/writing/missing-subject-page.ts'
import { trailOf } from '../breadcrumb.ts'

const translationPath = z.object({
  id,
  question: z.string().regex(/^[A-Za-z]{1,40}$/),
  lang: z.enum(translationLanguages),
})

/** Schema of the translation form. It also sends the wording that the translator saw. */
const formAbout = (question: string, isAsStored: boolean) =>
  z.object({
    translation: requiredText(isAsStored ? Infinity : maxTranslationLength({ longest: maxLengthOf(question) })),
    of: z.string().regex(/^[0-9a-f]{64}$/),
    version: z.coerce.number().int().min(0).max(100_000),
  })

/** Routes to translate an applicant's answers into a language that all staff read. */
export function translationRoutes({ cases, casePorts }: Pick<Services, 'cases' | 'casePorts'>): Router {
  const router = Router({ caseSensitive: true })
  const at = '/staff/applications/:id/translations/:question/:lang'

  router.get(at, staff('reviewer', 'decider'), async (req, res) => {
    renderSideBySide(res, translationPage(readerAt(res), await readShown(res, req.params)))
  })

  router.post(at, staff('reviewer', 'decider'), async (req, res) => {
    const { id, question, lang } = readPath(translationPath, req.params)
    const { question: storedQuestion, ...shown } = await readQuestion(res, req.params)
    if (!storedQuestion) {
      showWithdrawn(req, res, shown)
      return
    }
    const { translation: input } = (req.body ?? {}) as { translation?: unknown }
    const isAsStored = isUntouched(input, findTranslation({ ...shown, question: storedQuestion })?.text, {})
    const form = readForm(formAbout(question, isAsStored), req.body)
    if (!form.ok) {
      renderSideBySide(res, translationPage(readerAt(res), { ...shown, question: storedQuestion, failure: form }), 422)
      return
    }
    const actor = actorAt(res)
    const { translation, ...seen } = form.value
    try {
      await translateAnswer(casePorts, id, actor, { question, lang, text: translation, ...seen })
    } catch (error) {
      const code = error instanceof AppError ? error.code : null
      if (code === 'translation.taken-back') {
        showWithdrawn(req, res, shown)
        return
      }
      if (code !== 'translation.stale') throw error
      const now = { ...(await readShown(res, req.params)), failure: formFailure(req.body, {}), stale: true }
      renderSideBySide(res, translationPage(readerAt(res), now), 409)
      return
    }
    req.log.info({ account: actor.id, application: id, question, lang }, 'answer translated')
    flashNotice(res, 'translation.saved')
    res.redirect(303, `${pathTo(res.locals.locale, '/staff/applications/:id', { id })}#answers`)
  })

  const showWithdrawn = (
    { body }: Request,
    res: Response,
    shown: Pick<TranslationShown, 'application' | 'lang'>,
  ): void => renderGone(res, withdrawnPage(readerAt(res), { ...shown, body: body as unknown }), 409)

  async function readShown(res: Response, params: unknown): Promise<TranslationShown> {
    const { question, ...shown } = await readQuestion(res, params)
    if (!question) throw notFound()
    return { ...shown, question }
  }

  /**
   * Returns the case, the question with its answer, and the language. Throws when the content of the case is closed to the
   * user. `question` is null when the applicant removed the answer.
   */
  async function readQuestion(res: Response, params: unknown) {
    const { id, question: name, lang } = readPath(translationPath, params)
    const actor = actorAt(res)
    const application = await cases.files.content(id, actor)
    if (!isFreeTextQuestion(name)) throw notFound()
    return { application, question: questionIn(application.snapshot?.answers ?? {}, name), lang }
  }

  return router
}

type TranslationShown = {
  application: Application
  question: Question
  lang: TranslationLanguage
  failure?: FormFailure
  /** Whether it was refused because a colleague was faster. */
  stale?: boolean
}

function translationPage(reader: DeskReader, shown: TranslationShown): SideBySide {
  const { t, locale } = reader
  const { application, question, lang, failure } = shown
  const now = findTranslation(shown)
  const parts = [partOf(reader, shown)]
  return {
    title: t('translation.title', {
      question: t(labelOf(question.field)),
      language: t(`translation.language.${lang}`),
    }),
    breadcrumb: trailOf(reader, application, t('translation.one')),
    lead: null,
    due: null,
    alert: staleAlertOf(reader, shown),
    errors: errorsOfParts(t, parts, failure),
    outdated: now && isOutdated(now, question.wording) ? t('translation.outdated.hint') : null,
    hint: t('translation.hint'),
    // The form sends the version shown on this page, so saving again replaces a colleague's translation knowingly.
    seen: [
      { name: 'of', value: hashOfWording(question.wording) },
      { name: 'version', value: String(now?.version ?? 0) },
    ],
    parts,
    action: translationHref(locale, application, question.field.name, lang),
    submit: t('translation.save'),
    back: `${pathTo(locale, '/staff/applications/:id', { id: application._id.toHexString() })}#answers`,
  }
}

function partOf({ t, locale }: DeskReader, shown: TranslationShown): Part {
  const { application, question, failure, lang } = shown
  const { field, wording: text } = question
  const preferred = application.snapshot?.answers.applicant?.preferredLanguage
  const error = failure?.errors.translation
  return {
    label: t('translation.original', { question: t(labelOf(field)) }),
    original: { label: null, lang: languageOf(text, preferred), text, open: null },
    field: {
      name: 'translation',
      label: t('translation.text'),
      rows: 10,
      lang,
      value: failure ? inputValue(failure.typed, 'translation') : (findTranslation(shown)?.text ?? ''),
      ...(error ? { error: complaintIn({ t, locale }, error, { longest: maxLengthOf(field.name) }) } : {}),
    },
  }
}

type WithdrawnInput = Pick<TranslationShown, 'application' | 'lang'> & { body: unknown }
function withdrawnPage(reader: DeskReader, { application, lang, body }: WithdrawnInput): GonePage {
  const { t, locale } = reader
  const href = `${pathTo(locale, '/staff/applications/:id', { id: application._id.toHexString() })}#answers`
  return {
    title: t('writing.gone.title'),
    breadcrumb: trailOf(reader, application, t('translation.one')),
    sentences: [t('translation.taken-back'), t('writing.gone.nothing')],
    link: { label: t('writing.gone.to-case'), href },
    typed: translationBoxes(reader, body, lang),
  }
}

const findTranslation = ({ application, question, lang }: TranslationShown) =>
  application.translations?.find(one => one.question === question.field.name && one.lang === lang)

function staleAlertOf({ t, locale }: DeskReader, shown: TranslationShown): SideBySide['alert'] {
  const now = findTranslation(shown)
  if (!shown.stale || !now) return null
  const { lang, by, at, text } = now
  const who = t('translation.who', {
    language: t(`translation.language.${lang}`),
    name: by.name,
    when: formatInstant(locale, at),
  })
  return { sentence: t('translation.stale'), now: { text, lang, who } }
}
