import type { Premises } from '#models/premises/premises.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Locale, Translate } from '#shared/texts/i18n.ts'
import { intentOf, type Intended } from '../intent.ts'
import { hidden, isPublic } from '../rules.ts'
import { toneOf } from './tones.ts'

type Shown = Intended & Pick<Premises, 'publishAt' | 'expiresAt'>
export type Showing = 'shown' | 'later' | 'over' | 'hidden'

/** Whether the public sees a listing; of one it does not see, whether only the days it is shown in are to come or over. */
export function showingOf(listing: Shown, now: Date): Showing {
  const { publishAt } = listing
  if (isPublic(listing, now)) return 'shown'
  if (hidden.includes(intentOf(listing)) || !publishAt) return 'hidden'
  return publishAt > now ? 'later' : 'over'
}

type Reader = { t: Translate; locale: Locale; now: Date }

/** The status as the staff see it: it looks live only while the public sees it, and `note` says since or until when not. */
export function statusLook(listing: Shown, { t, locale, now }: Reader): { tone: string; label: string; note: string } {
  const showing = showingOf(listing, now)
  const at = showing === 'later' ? listing.publishAt : showing === 'over' ? listing.expiresAt : null
  const label = t(`premises.status.${listing.status}`)
  if (!at) return { tone: toneOf[listing.status], label, note: '' }
  return {
    tone: 'calm',
    label,
    note: t(`listing.showing.${showing as 'later' | 'over'}`, { at: formatInstant(locale, at) }),
  }
}
