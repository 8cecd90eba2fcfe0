import type { Translate } from '#shared/texts/i18n.ts'

const names = [
  'keepDocumentsMonths',
  'keepCasesMonths',
  'keepTenanciesMonths',
  'keepLettersMonths',
  'keepEnquiriesMonths',
] as const
export type Periods = Record<(typeof names)[number], number>

/** How long ended items are kept, by the settings. */
export const periodRows = (t: Translate, settings: Periods): { label: string; value: string }[] =>
  names.map(name => ({
    label: t(`programme.${name}`),
    value: t('privacy.periods.months', { count: settings[name] }),
  }))
