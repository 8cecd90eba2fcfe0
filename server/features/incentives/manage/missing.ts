import type { IncentiveContent } from '#models/incentives/incentive.ts'
import { locales } from '#shared/texts/i18n.ts'
import type { Words } from '../presentation.ts'
import { missingOf } from '../rules.ts'
import { fieldOfMissing } from './input.ts'

export type MissingNote = {
  /** Without them it is not published; each leads to its field. */
  needed: { href: string; text: string }[]
  /** Readers of these languages would see another one. Empty: none. */
  languages: string
}

/** What an unfinished text still lacks; null when it lacks nothing. */
export function missingFrom({ t, locale }: Words, content: IncentiveContent): MissingNote | null {
  const needed = missingOf(content).map(reason => ({
    href: `#${fieldOfMissing[reason]}`,
    text: t(`incentives.refused.${reason}`),
  }))
  const lacking = locales.filter(lang => !content.title[lang] || !content.summary[lang])
  if (needed.length === 0 && lacking.length === 0) return null
  const names = lacking.map(lang => t(`locale.${lang}`)).join(locale === 'zh' ? '、' : ', ')
  return { needed, languages: names && t('incentives.staff.missing.languages', { languages: names }) }
}
