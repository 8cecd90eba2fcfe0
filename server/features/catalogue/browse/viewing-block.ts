import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import type { ColleagueLinks } from '#features/premises/colleague-links.ts'
import { dayAndTime, inVladivostok } from '#shared/days/city-time.ts'
import type { PublicPremises } from '../service.ts'

/** Model of the partial `viewing-block`: the next slots, or whom to ask. */
export type ViewingBlock = {
  /** `href` is null for colleagues, who do not book. */
  times: { when: string; local: string; instant: string; href: string | null }[]
  /** Where to go on: to all times or to the office, for colleagues to the calendar; null when that is closed to them. */
  onward: { label: string; href: string } | null
} | null

type FreeTime = { _id: { toHexString(): string }; startsAt: Date; endsAt: Date }
type Shown = { premises: PublicPremises; times: readonly FreeTime[]; atWork: ColleagueLinks | null }

/** Returns the next slots; null for a let premises, because nobody else can view it. */
export function viewingBlock(reader: Reader, { premises: { code, status }, times, atWork }: Shown): ViewingBlock {
  if (status === 'let') return null
  const { t, locale } = reader
  const all = { label: t('viewing.block.all'), href: pathTo(locale, '/premises/:code/viewings', { code }) }
  const ask = { label: t('viewing.times.ask'), href: `${pathTo(locale, '/contact')}?topic=viewing&premises=${code}` }
  const visitors = times.length > 0 ? all : ask
  return {
    times: times.map(({ _id, ...span }) => ({
      when: dayAndTime(reader, span),
      local: inVladivostok(reader, span.startsAt),
      instant: span.startsAt.toISOString(),
      href: atWork ? null : pathTo(locale, '/premises/:code/viewings/:id', { code, id: _id.toHexString() }),
    })),
    onward: atWork ? atWork.viewings : visitors,
  }
}
