import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { formatArea, formatMoney } from '#shared/texts/format.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { formatFieldNumber } from '#shared/texts/parse-number.ts'
import { proposedRent, rentTerms } from '../rules.ts'
import type { FieldSpec } from '../texts/form-view.ts'
import type { Fact, TenancyReader } from '../texts/tenancy-text.ts'

/** What says something about the rent. `agreedRentFen`: the rent after the rent-free time in the contract, per m² and month. */
export type RentInput = {
  reader: TenancyReader
  tenancy: Tenancy
  listing?: Parameters<typeof rentTerms>[0] | null
  agreedRentFen?: number | null
}

/** Returns the field for the rent, with that of the contract; that of the listing where the contract names none. */
export function rentField({ reader: { t, locale }, listing, agreedRentFen }: RentInput): FieldSpec[] {
  const rent = agreedRentFen ?? listing?.marketRentPerSqMMonthFen
  const start = rent === undefined ? '' : formatFieldNumber(locale, (rent / 100).toFixed(2))
  return [
    { name: 'rentPerSqM', kind: 'number', start, suffix: t('programme.yuan-per-sqm'), label: 'lease.rent.per-area' },
  ]
}

/** Returns what the contract and the listing say about the rent, each with the rent of a month, and the area. */
export function rentSources({ reader, listing, agreedRentFen }: RentInput): (Fact & { note?: string })[] {
  if (!listing) return []
  const { t, locale } = reader
  const sourceOf = (label: MessageKey, fen: number) => {
    const { rentMonthFen } = rentTerms({ ...listing, marketRentPerSqMMonthFen: fen })
    const month = [t('lease.rent.month'), formatMoney(locale, rentMonthFen)].join(t('list.colon'))
    return { label: t(label), value: formatMoney(locale, fen), note: month }
  }
  return [
    typeof agreedRentFen === 'number'
      ? sourceOf('lease.rent.agreed', agreedRentFen)
      : { label: t('lease.rent.agreed'), value: t('lease.rent.agreed.none') },
    sourceOf('lease.rent.listed', listing.marketRentPerSqMMonthFen),
    { label: t('lease.rent.area'), value: formatArea(locale, listing.areaUsableSqM) },
  ]
}

/** Returns the rent that a confirmation starts, beside its sources. */
export function rentFacts(making: RentInput): (Fact & { note?: string })[] {
  const { reader, tenancy, listing } = making
  if (!listing) return []
  const { rentPerSqMMonthFen, rentMonthFen } = proposedRent(tenancy.proposal, listing)
  const isNamed = typeof tenancy.proposal?.rentPerSqMMonthFen === 'number'
  const perArea = { label: reader.t('lease.rent.per-area'), value: formatMoney(reader.locale, rentPerSqMMonthFen) }
  return [
    // What the proposal names stands among its own facts.
    ...(isNamed ? [] : [perArea]),
    ...rentSources(making),
    { label: reader.t('lease.rent.month'), value: formatMoney(reader.locale, rentMonthFen) },
  ]
}

/** Says where the rent of the contract differs from that of the listing, or from the proposed one; null where nothing differs. */
export function rentDifference({ reader: { t, locale }, tenancy, listing, agreedRentFen }: RentInput): string | null {
  if (!listing || typeof agreedRentFen !== 'number') return null
  const proposed = tenancy.proposal ? proposedRent(tenancy.proposal, listing).rentPerSqMMonthFen : agreedRentFen
  const money = (fen: number) => formatMoney(locale, fen)
  const agreed = money(agreedRentFen)
  if (proposed !== agreedRentFen) return t('lease.rent.other-proposed', { agreed, proposed: money(proposed) })
  const listed = listing.marketRentPerSqMMonthFen
  return listed === agreedRentFen ? null : t('lease.rent.other-listed', { agreed, listed: money(listed) })
}
