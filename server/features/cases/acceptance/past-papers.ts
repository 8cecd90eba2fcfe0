import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { PastOffer } from '#models/cases/parts/offer.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Locale, Translate, Reader } from '#shared/texts/i18n.ts'

type WithOffers = Pick<Application, '_id' | 'offer' | 'pastOffers'>

/**
 * Since when the papers of an offer are void, and when another offer replaced it (null when none did). With `expired`,
 * `since` is the deadline and not the instant at which the expiry was noticed.
 */
export type Voided = { since: Date; replaced: Date | null; expired: boolean }

/** Returns an ended offer and since when its papers are void. `number` counts from 1; null when there is no such offer. */
export function pastOfferOf({ pastOffers = [], offer }: WithOffers, number: number): (PastOffer & Voided) | null {
  const past = pastOffers[number - 1]
  if (!past) return null
  const missed = past.endedAs === 'offer_expired' ? past.deadline : null
  const replaced = (pastOffers[number] ?? offer)?.madeAt ?? null
  return { ...past, since: missed ?? past.endedAt, expired: missed !== null, replaced }
}

/** Returns since when the offer made at the given instant is void; null when it has not ended. */
export function voidedAt(application: WithOffers, madeAt: Date): Voided | null {
  const at = (application.pastOffers ?? []).findIndex(past => past.madeAt.getTime() === madeAt.getTime())
  return at < 0 ? null : pastOfferOf(application, at + 1)
}

/** Says that a paper is no longer valid, and since when. */
export function voidedInWords(t: Translate, locale: Locale, { since, replaced, expired }: Voided): string {
  const from = formatDay(locale, since)
  const by = replaced ? formatDay(locale, replaced) : null
  if (by) return t(expired ? 'acceptance.past.expired-replaced' : 'acceptance.past.replaced', { day: by, since: from })
  return t(expired ? 'acceptance.past.expired' : 'acceptance.past.void', { day: from })
}

export type PastOfferView = { line: string; voided: string; papers: { label: string; href: string }[] }
/** `readsPapers`: whether the reader may open papers that contain a passport number. */
type PastOffersReader = Reader & { readsPapers: boolean }

/** Returns the ended offers, the latest first, with their papers that the reader may open. */
export function pastOffersView({ t, locale, readsPapers }: PastOffersReader, application: WithOffers): PastOfferView[] {
  const { pastOffers = [], _id } = application
  return pastOffers
    .flatMap((past, index) => {
      const found = pastOfferOf(application, index + 1)
      if (!found) return []
      const hrefOf = (paper: 'address-proof' | 'contract') =>
        pathTo(locale, '/applications/:id/past-offers/:number/papers/:paper', {
          id: _id.toHexString(),
          number: index + 1,
          paper,
        })
      const gaps = { premises: past.premises ?? '—', day: formatDay(locale, past.madeAt) }
      const { addressProof, contract } = past.acceptance ?? {}
      const papers = [
        ...(addressProof ? [{ label: t('acceptance.proof'), href: hrefOf('address-proof') }] : []),
        ...(contract ? [{ label: t('acceptance.contract'), href: hrefOf('contract') }] : []),
      ]
      const voided = voidedInWords(t, locale, found)
      return [{ line: t('acceptance.past.line', gaps), voided, papers: readsPapers ? papers : [] }]
    })
    .reverse()
}
