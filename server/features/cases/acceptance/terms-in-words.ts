import type { Application } from '#models/cases/application.ts'
import type { OfferedTerms } from '#models/cases/parts/offer.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { formatDay, formatMoney } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'

export type Row = readonly [string, string]

/** Returns the months and amounts of an offer or a contract. `rentAfter`: the label of the rent after those months. */
export function amountRows(
  { t, locale }: Reader,
  terms: Omit<OfferedTerms, 'conditions' | 'handoverFrom'>,
  rentAfter: string,
): Row[] {
  const perMonth = (fen: number) => t('lease.pdf.per-month', { money: formatMoney(locale, fen) })
  const perSeason = (fen: number) => t('lease.pdf.per-season', { money: formatMoney(locale, fen) })
  return [
    [t('lease.pdf.rent-free'), t('lease.pdf.rent-free.text', { count: terms.rentFreeMonths })],
    [rentAfter, perMonth(terms.marketRentPerSqMMonthFen)],
    [t('lease.pdf.management'), perMonth(terms.managementFeePerSqMMonthFen)],
    [t('lease.pdf.heating'), perSeason(terms.heatingFeePerSqMSeasonFen)],
    [t('lease.pdf.deposit'), formatMoney(locale, terms.depositFen)],
  ]
}

/** Returns the day from which an offer promises the unit; without one it is handed over once the contract is signed. */
export const handoverRow = ({ t, locale }: Reader, from: string | null | undefined): Row => [
  t('offer.terms.handover'),
  from ? t('offer.terms.handover.from', { day: formatCityDay(locale, from) }) : t('offer.terms.handover.any'),
]

/** Returns the terms of an offer, for its page and its letter. */
export function termsInWords(reader: Reader, terms: OfferedTerms): Row[] {
  const { t } = reader
  const conditions = terms.conditions.map(({ kind, days }) =>
    t('offer.terms.condition', { what: t(`document.kind.${kind}`), count: days }),
  )
  return [
    ...amountRows(reader, terms, t('offer.terms.rent-after')),
    handoverRow(reader, terms.handoverFrom),
    [t('offer.terms.conditions'), conditions.join(t('list.semicolon'))],
  ]
}

/** What the partial `accepted-terms` needs. */
export type AcceptedTerms = { rows: { label: string; value: string }[] }

/** Returns the terms of the offer that the applicant accepted; null before, and for offers from before offers had terms. */
export function acceptedTerms(reader: Reader, { offer }: Pick<Application, 'offer'>): AcceptedTerms | null {
  if (!offer?.acceptance || !offer.terms) return null
  const { t, locale } = reader
  const rows: Row[] = [
    ...termsInWords(reader, offer.terms),
    [t('offer.terms.accepted-on'), formatDay(locale, offer.acceptance.at)],
    [t('offer.terms.open-until'), formatDay(locale, offer.deadline)],
  ]
  return { rows: rows.map(([label, value]) => ({ label, value })) }
}
