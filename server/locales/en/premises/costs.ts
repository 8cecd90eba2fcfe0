import type { costs as ru } from '#server/locales/ru/premises/costs.ts'

export const costs: Record<keyof typeof ru, string> = {
  'costs.title': 'What it costs a month',
  'costs.with-utilities': 'With electricity and water, about {cost} (our estimate).',
  'costs.first-year': 'First year',
  'costs.later': 'After {months, plural, one{# free month} other{# free months}}',
  'costs.part': 'For',
  'costs.part.management': 'Management fee',
  'costs.part.heating': 'Heating',
  'costs.part.utilities': 'Electricity and water',
  'costs.part.rent': 'Rent',
  'costs.utilities-note': 'estimate: {rate} per m² a month, confirm with the office',
  'costs.total': 'Total a month',
  'costs.deposit': 'Deposit',
  'costs.how.title': 'How we work it out',
  'costs.how.area':
    'Management, heating, rent and our estimate for electricity and water are all charged on the usable area.',
  'costs.how.heating': 'Heating is paid for the season, 15 October to 15 April. We spread that sum over twelve months.',
  'costs.how.utilities':
    'The figures for electricity and water are our own estimate, not a tariff: {usual} per m² a month in ordinary use, {intensive} for catering and workshops, {storage} for a warehouse. You will pay by the meter; confirm with the office.',
  'costs.how.deposit': 'The deposit is paid once and returned when you leave, so no monthly total includes it.',
  'costs.how.rent':
    'Rent is waived for as many months as the listing says, usually {months}, counted from the handover. After that the market rate is due. We show today’s rate: it is not a forecast.',
  'costs.how.without': 'Not included: telephone and internet, fitting out, registering a company, taxes.',
  'costs.how.ask': 'Ask the office',
  'costs.how.sources': 'Incentives and their sources',
}
