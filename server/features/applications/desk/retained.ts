import type { Application } from '#models/applications/application.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Reader } from '#features/cases/desk/words.ts'

/** What is not shown because it is no longer kept. */
export function retainedSentence(
  { t, locale }: Pick<Reader, 't' | 'locale'>,
  { anonymisedAt, documentsErasedAt }: Application,
): string | null {
  if (anonymisedAt) return t('case.retention.anonymised', { day: formatDay(locale, anonymisedAt) })
  return documentsErasedAt ? t('case.retention.documents', { day: formatDay(locale, documentsErasedAt) }) : null
}
