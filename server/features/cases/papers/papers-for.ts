import type { Answers } from '#models/cases/application.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { compactNumber } from '../answers/company-numbers.ts'
import { paperTableOn, type PaperAudience, type PaperRow, type PaperUse } from './paper-table.ts'

/** Code of the country whose citizens have an identity card, and whose papers need no translation. */
const china = 'CN'

/** Checks whether somebody is a citizen of China. Without an answer nobody is. */
export const isChinese = ({ applicant }: Pick<Answers, 'applicant'>): boolean => applicant?.citizenship === china

/** Returns the papers that these answers call for on a day, in the order of the table, each once. */
export function papersFor(answers: Answers, day: CityDay): PaperRow[] {
  const rows = paperTableOn(day).filter(({ who }) => who.some(audience => isAmong(audience, answers)))
  return rows.filter(({ paper }, index) => rows.findIndex(row => row.paper === paper) === index)
}

function isAmong({ citizenship, vehicles, asEntity, byAgent, uses }: PaperAudience, answers: Answers): boolean {
  return (
    (!citizenship || (citizenship === 'chinese') === isChinese(answers)) &&
    (!vehicles || vehicles.some(vehicle => vehicle === answers.company?.vehicle)) &&
    (!asEntity || !isSoleTrader(answers)) &&
    (!byAgent || answers.applicant?.byAgent === 'yes') &&
    (!uses || uses.some(use => isUsedFor(use, answers)))
  )
}

/** Digits of an ОГРНИП, the register number of a Russian sole trader; a company's ОГРН has 13. */
const soleTraderDigits = 15

/** Checks whether somebody applies as a Russian sole trader, whom the form does not tell from a company but by the number. */
const isSoleTrader = ({ company }: Answers): boolean =>
  company?.vehicle === 'russian_company' &&
  typeof company.ogrn === 'string' &&
  compactNumber(company.ogrn).length === soleTraderDigits

function isUsedFor(use: PaperUse, { plan, choice }: Answers): boolean {
  if (use === 'catering' || use === 'workshop') return plan?.useClass === use
  return (use === 'extraction' ? choice?.extractionNeeded : plan?.[use]) === 'yes'
}
