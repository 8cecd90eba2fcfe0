import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import { translationLanguages } from '#models/cases/parts/translation.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import type { DeskReader } from '../desk/labels.ts'
import { isOutdated, questionIn } from './questions.ts'

export type TranslatedView = {
  shown: { lang: string; text: string; who: string; outdated: boolean; edit: string | null }[]
  /** Languages into which it can still be translated. */
  links: { href: string; label: string }[]
}

export const translationHref = (locale: Locale, { _id }: Pick<Application, '_id'>, question: string, lang: string) =>
  pathTo(locale, '/staff/applications/:id/translations/:question/:lang', { id: _id.toHexString(), question, lang })

/** Returns the colleagues' translations of an answer, the reader's language first; null where nothing can be translated. */
export function translatedView(
  reader: DeskReader,
  application: Pick<Application, '_id' | 'snapshot' | 'translations'>,
  { name, lang: written }: { name: string; lang?: string },
): TranslatedView | null {
  const { t, locale, account } = reader
  const question = questionIn(application.snapshot?.answers ?? {}, name)
  if (!question) return null
  const may = account.role === 'reviewer' || account.role === 'decider'
  const existing = (application.translations ?? []).filter(one => one.question === name)
  const hrefOf = (lang: string) => translationHref(locale, application, name, lang)
  const others = translationLanguages.filter(lang => lang !== written && !existing.some(one => one.lang === lang))
  return {
    shown: existing
      .toSorted((one, other) => Number(other.lang === locale) - Number(one.lang === locale))
      .map(one => ({
        lang: one.lang,
        text: one.text,
        who: t('translation.who', {
          language: t(`translation.language.${one.lang}`),
          name: one.by.name,
          when: formatInstant(locale, one.at),
        }),
        outdated: isOutdated(one, question.wording),
        edit: may ? hrefOf(one.lang) : null,
      })),
    links: may ? others.map(lang => ({ href: hrefOf(lang), label: t(`translation.add.${lang}`) })) : [],
  }
}
