import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { jsonEntry, ownSection, type PersonalData } from '#shared/personal-data.ts'
import type { OwnViewing, createVisitorQueries } from './bookings/visitor-queries.ts'

type Parts = {
  visits: Pick<ReturnType<typeof createVisitorQueries>, 'ofVisitor'>
  forgetVisitor: (account: string) => Promise<void>
}

/** Returns the visits that a person has booked. */
export function viewingsPersonalData({ visits, forgetVisitor }: Parts): PersonalData {
  return {
    async *archive(request) {
      const { holder, t, locale } = request
      const viewings = await visits.ofVisitor(holder.id)
      const { coming, over } = viewings
      yield jsonEntry(request, 'viewings', { coming: coming.map(omitGuide), over: over.map(omitGuide) })
      const items = [...viewings.coming, ...viewings.over].map(({ premises, startsAt, state, booking }) => ({
        title: `${formatInstant(locale, startsAt)}${dot}${premises}`,
        text: [t(state === 'booked' ? 'viewing.state.yours' : `viewing.state.${state}`), booking?.phone, booking?.note]
          .filter(Boolean)
          .join('\n'),
      }))
      return ownSection(t('viewing.own.title'), items)
    },
    erase: ({ id }) => forgetVisitor(id),
  }
}

/** Leaves out the account id of the guide, which is not the visitor's data. */
const omitGuide = ({ guide: _guide, ...viewing }: OwnViewing) => viewing
