import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { dayAndTime, inVladivostok } from '#shared/days/city-time.ts'
import type { PublicPremises } from '../service.ts'

/** Model of the partial `viewing-block`: the next slots, or whom to ask. */
export type ViewingBlock = {
  times: { when: string; local: string; instant: string; href: string }[]
  all: string
  ask: string
} | null

type FreeTime = { _id: { toHexString(): string }; startsAt: Date; endsAt: Date }

/** Returns the next slots; null for a let premises, because nobody else can view it. */
export function viewingBlock(
  words: Reader,
  { code, status }: PublicPremises,
  times: readonly FreeTime[],
): ViewingBlock {
  if (status === 'let') return null
  const { locale } = words
  const all = pathTo(locale, '/premises/:code/viewings', { code })
  return {
    times: times.map(({ _id, ...span }) => ({
      when: dayAndTime(words, span),
      local: inVladivostok(words, span.startsAt),
      instant: span.startsAt.toISOString(),
      href: pathTo(locale, '/premises/:code/viewings/:id', { code, id: _id.toHexString() }),
    })),
    all,
    ask: `${pathTo(locale, '/contact')}?topic=viewing&premises=${code}`,
  }
}
