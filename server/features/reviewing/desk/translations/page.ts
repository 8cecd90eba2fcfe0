import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { TranslationLanguage } from '#models/cases/parts/translation.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { errorSummary, typedText, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { view } from '#web/pages/view.ts'
import { labelOf } from '#features/cases/answers/answers-in-words.ts'
import { isOutdated, sealOfWording, type Question } from '#features/cases/translations/questions.ts'
import { languageOf } from '#features/cases/desk/answers-view.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { translationHref } from '#features/cases/translations/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'

type TranslationPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  /** Somebody has changed it meanwhile, and how it reads now. */
  stale: { sentence: string; text: string; who: string } | null
  outdated: string | null
  original: { label: string; lang: Locale; text: string }
  field: { name: string; label: string; hint: string; value: string; rows: number; lang: string; error?: string }
  of: string
  version: string
  action: string
  back: string
}
export const renderTranslation = view<TranslationPage>('reviewing/translation')

export type TranslationShown = {
  application: Application
  question: Question
  lang: TranslationLanguage
  failure?: FormFailure
  /** It was refused because a colleague was faster. */
  stale?: boolean
}

export function translationPage(reader: DeskReader, shown: TranslationShown): TranslationPage {
  const { t, locale } = reader
  const { application, question, lang, failure } = shown
  const reference = application.reference ?? ''
  const label = t(labelOf(question.field))
  const now = madeOf(shown)
  const back = pathTo(locale, '/staff/applications/:id', { id: application._id.toHexString() })
  const language = t(`translation.language.${lang}`)
  return {
    title: t('translation.title', { question: label, language }),
    breadcrumb: [
      { label: t('nav.staff'), href: pathTo(locale, '/staff') },
      { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
      { label: reference, href: back },
      { label: t('translation.one') },
    ],
    errors: errorSummary(t, failure?.errors, { translation: 'translation.text' }),
    stale: staleOf(reader, shown),
    outdated: now && isOutdated(now, question.wording) ? t('translation.outdated.hint') : null,
    original: originalOf(reader, shown),
    field: fieldOf(reader, shown),
    // What is on this page is what its reader has seen: saved again, it stands instead of a colleague's knowingly.
    of: sealOfWording(question.wording),
    version: String(now?.version ?? 0),
    action: translationHref(locale, application, question.field.name, lang),
    back: `${pathTo(locale, '/staff/applications/:id', { id: application._id.toHexString() })}#answers`,
  }
}

function originalOf({ t }: DeskReader, { application, question }: TranslationShown): TranslationPage['original'] {
  const { field, wording: text } = question
  const preferred = application.snapshot?.answers.applicant?.preferredLanguage
  return { label: t('translation.original', { question: t(labelOf(field)) }), lang: languageOf(text, preferred), text }
}

function fieldOf({ t }: DeskReader, shown: TranslationShown): TranslationPage['field'] {
  const { failure, lang } = shown
  const error = failure?.errors.translation
  return {
    name: 'translation',
    label: t('translation.text'),
    hint: t('translation.hint'),
    value: failure ? typedText(failure.typed, 'translation') : (madeOf(shown)?.text ?? ''),
    rows: 10,
    lang,
    ...(error ? { error: t(error) } : {}),
  }
}

const madeOf = ({ application, question, lang }: TranslationShown) =>
  application.translations?.find(one => one.question === question.field.name && one.lang === lang)

function staleOf({ t, locale }: DeskReader, shown: TranslationShown): TranslationPage['stale'] {
  const now = madeOf(shown)
  if (!shown.stale || !now) return null
  const { lang, by, at, text } = now
  const who = t('translation.who', {
    language: t(`translation.language.${lang}`),
    name: by.name,
    when: formatInstant(locale, at),
  })
  return { sentence: t('translation.stale'), text, who }
}
