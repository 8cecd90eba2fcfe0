import type { Locale } from '#shared/texts/i18n.ts'
import { cases as casesEn } from './texts/en/cases.ts'
import { office as officeEn } from './texts/en/office.ts'
import { street as streetEn } from './texts/en/street.ts'
import { cases as casesRu } from './texts/ru/cases.ts'
import { office as officeRu } from './texts/ru/office.ts'
import { street as streetRu } from './texts/ru/street.ts'
import { cases as casesZh } from './texts/zh/cases.ts'
import { office as officeZh } from './texts/zh/office.ts'
import { street as streetZh } from './texts/zh/street.ts'
import type { HelpText, TopicId } from './topics.ts'

const texts: Record<Locale, Record<TopicId, HelpText>> = {
  zh: { ...casesZh, ...streetZh, ...officeZh },
  ru: { ...casesRu, ...streetRu, ...officeRu },
  en: { ...casesEn, ...streetEn, ...officeEn },
}

export const helpText = (locale: Locale, id: TopicId): HelpText => texts[locale][id]
