import type { Application } from '#models/applications/application.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Place } from '#features/cases/waiting/places.ts'
import type { Reader } from '#features/cases/applicant/words.ts'

export type PlacesView = { lines: { text: string; note: string | null }[]; until: string }

/** Where an application stands on the waiting list of each of its choices, and until when it waits. */
export function placesView(
  { t, locale }: Reader,
  { state, waiting }: Application,
  places: readonly Place[],
): { places?: PlacesView } {
  if (state !== 'waitlisted' || !waiting) return {}
  return {
    places: {
      lines: places.map(({ code, place, of }) => ({
        text: t('waiting.place', { code, place, total: of }),
        note: place === 1 ? t('waiting.yours.next') : null,
      })),
      until: t('waiting.yours.until', { day: formatDay(locale, waiting.until) }),
    },
  }
}

/** That the time was extended, and that an offer of a lower choice is also the end of the wait for the higher ones. */
export function offerNotes({ t, locale }: Reader, { offer, premises }: Application): string[] {
  if (!offer) return []
  const others = premises.filter(code => code !== offer.premises)
  const gaps = {
    rank: premises.indexOf(offer.premises) + 1,
    total: premises.length,
    codes: others.join(t('list.comma')),
  }
  return [
    ...(offer.extendedFrom ? [t('waiting.offer.extended', { day: formatDay(locale, offer.extendedFrom) })] : []),
    ...(others.length > 0 ? [t('waiting.offer.gives-up', gaps)] : []),
  ]
}
