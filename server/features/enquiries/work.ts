import { trusted } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { workSource } from '#outside/database/work-query.ts'
import { effectiveColleague, type Sentence, type WorkItem, type WorkSource } from '#shared/work.ts'
import type { Reach, Scoped } from '../accounts/scope.ts'
import { answererRoles } from './rules.ts'
import { visibleTo } from './list.ts'

type Deps = { reachOf: (colleague: Scoped) => Promise<Reach> }

/**
 * Work: unanswered enquiries, the longest waiting first, both own and unassigned; and answers of colleagues to translate.
 */
export const enquiryWork = ({ reachOf }: Deps): readonly WorkSource[] => [
  {
    kind: 'enquiries',
    heading: 'work.enquiries',
    roles: answererRoles,
    own: answererRoles,
    bands: ['today'],
    undated: 'today',
    ...workSource(EnquiryModel, {
      filter: async colleague => ({
        ...visibleTo(await reachOf(effectiveColleague(colleague))),
        status: 'new',
        'assignee.id': colleague.coveredBy ? colleague.id : trusted({ $in: [null, colleague.id] }),
      }),
      sort: { createdAt: 1 },
      fields: { name: 1, topic: 1, toTranslate: 1 },
      hint: 'assignee.id_1_status_1_createdAt_-1',
      item: (enquiry: Enquiry) => itemOf(enquiry, stepOf(enquiry)),
    }),
  },
  {
    kind: 'enquiry-translations',
    heading: 'work.translations',
    roles: answererRoles,
    bands: ['today'],
    undated: 'today',
    ...workSource(EnquiryModel, {
      filter: async colleague => {
        const { id } = effectiveColleague(colleague)
        return {
          ...visibleTo(await reachOf(effectiveColleague(colleague))),
          status: 'new',
          'toTranslate.at': trusted({ $gte: new Date(0) }),
          'toTranslate.translated': null,
          'toTranslate.by.id': trusted({ $ne: id }),
        }
      },
      sort: { 'toTranslate.at': 1 },
      fields: { name: 1 },
      hint: 'toTranslate.at_1',
      item: (enquiry: Enquiry) => itemOf(enquiry, { key: 'work.translations.step' }),
    }),
  },
]

const itemOf = ({ _id, name: about }: Enquiry, step: Sentence): WorkItem => ({
  about,
  more: '',
  step,
  dueOn: null,
  path: `/enquiries/${_id.toHexString()}`,
})

/** Returns the topic or, while an answer waits for its translation or for sending with it, that step. */
function stepOf({ topic, toTranslate }: Enquiry): Sentence {
  if (!toTranslate) return { key: `contact.topic.${topic}` }
  return { key: toTranslate.translated ? 'work.translated.step' : 'work.translating.step' }
}
