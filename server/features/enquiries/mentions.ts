import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { workSource } from '#outside/database/work-query.ts'
import { mentionedIn, type Mentionable } from '#shared/texts/mentions.ts'
import type { WorkSource } from '#shared/work.ts'
import type { Reach, Scoped } from '../accounts/scope.ts'
import { answererRoles } from './rules.ts'
import { visibleTo } from './list.ts'

export type Answerer = Scoped & { name: string }
type Deps = {
  /** Returns all colleagues who answer enquiries, with the buildings to which they are limited. */
  answerers: () => Promise<Answerer[]>
  /** Returns all colleagues. A note may also mention those who cannot be notified. */
  colleagues: () => Promise<readonly Mentionable[]>
  reachOf: (colleague: Scoped) => Promise<Reach>
}

/** Builds the functions for mentions of colleagues in notes on an enquiry. */
export function createMentionService({ answerers: all, colleagues, reachOf }: Deps) {
  /** Returns the colleagues who can be notified: others who may see the enquiry. */
  async function mentionable(enquiry: Pick<Enquiry, 'premisesCode' | 'assignee'>, by: string): Promise<Mentionable[]> {
    const others = (await all()).filter(({ id }) => id !== by)
    const sees = await Promise.all(others.map(async one => isInReach(enquiry, await reachOf(one))))
    return others.filter((_, index) => sees[index]).map(({ id, name }) => ({ id, name }))
  }

  /** Returns whom a note notifies: the chosen colleague, and those mentioned in it but not in the former note. */
  async function mentionsOf(
    enquiry: Enquiry,
    { note, mention, by }: { note: string; mention: string; by: string },
  ): Promise<Mentionable[]> {
    const [able, everybody] = await Promise.all([mentionable(enquiry, by), colleagues()])
    const before = mentionedIn(enquiry.note, everybody)
    const called = mentionedIn(note, everybody).filter(one => !before.includes(one))
    return able.filter(({ id }) => id === mention || called.some(one => one.id === id))
  }

  /** Marks the note as seen by a colleague who was shown the enquiry as it is given. A mention that came since stays. */
  async function markSeen({ _id, mentioned = [] }: Pick<Enquiry, '_id' | 'mentioned'>, account: string): Promise<void> {
    const seen = mentioned.filter(one => one.account === account).map(({ at }) => at)
    if (seen.length === 0) return
    const update = { $pull: { mentioned: { account, at: { $in: seen } } } }
    await EnquiryModel.updateOne({ _id }, update, { timestamps: false })
  }

  const work: WorkSource = {
    kind: 'enquiry-mentions',
    heading: 'work.mentions',
    roles: answererRoles,
    bands: ['today'],
    undated: 'today',
    ...workSource(EnquiryModel, {
      filter: async colleague => ({ ...visibleTo(await reachOf(colleague)), 'mentioned.account': colleague.id }),
      sort: { createdAt: 1 },
      fields: { name: 1 },
      item: ({ _id, name }: Enquiry) => ({
        about: name,
        more: '',
        step: { key: 'work.mentions.step' as const },
        dueOn: null,
        path: `/enquiries/${_id.toHexString()}`,
      }),
    }),
  }

  return { mentionable, mentionsOf, markSeen, work }
}
export type EnquiryMentions = ReturnType<typeof createMentionService>

function isInReach({ premisesCode, assignee }: Pick<Enquiry, 'premisesCode' | 'assignee'>, { id, premises }: Reach) {
  return !premises || !premisesCode || premises.includes(premisesCode) || assignee?.id === id
}

/** Checks whether a mentioned colleague may still read the enquiry and answers enquiries. */
export const canStillRead = async (
  id: string,
  enquiry: Enquiry,
  { answerers: all, reachOf }: Omit<Deps, 'colleagues'>,
) => {
  const colleague = (await all()).find(one => one.id === id)
  return colleague !== undefined && isInReach(enquiry, await reachOf(colleague))
}

/** Returns the pending mentions: colleagues who have not looked yet, and those mentioned now. */
export const addMentions = ({ mentioned = [] }: Enquiry, mentionedColleagues: readonly Mentionable[], at: Date) => [
  ...mentioned.filter(({ account }) => !mentionedColleagues.some(({ id }) => id === account)),
  ...mentionedColleagues.map(({ id: account }) => ({ account, at })),
]
