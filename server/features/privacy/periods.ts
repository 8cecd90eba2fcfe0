import type { Translate } from '#shared/texts/i18n.ts'

const names = [
  'keepDocumentsMonths',
  'keepCasesMonths',
  'keepTenanciesMonths',
  'keepLettersMonths',
  'keepEnquiriesMonths',
] as const
export type Periods = Record<(typeof names)[number], number>

/** How long what has ended is kept, as the settings say. */
export const periodRows = (t: Translate, settings: Periods): { label: string; value: string }[] =>
  names.map(name => ({
    label: t(`programme.${name}`),
    value: t('privacy.periods.months', { count: settings[name] }),
  }))
