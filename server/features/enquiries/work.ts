import { trusted } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { workSource } from '#outside/database/work-query.ts'
import { readerOf, type WorkSource } from '#shared/work.ts'
import type { Reach, Scoped } from '../accounts/scope.ts'
import { answerers } from './freed.ts'
import { visibleTo } from './visibility.ts'

type Deps = { reachOf: (colleague: Scoped) => Promise<Reach> }

/** Enquiries that nobody has answered yet, the longest waiting first: one's own, and those that nobody has taken. */
export const enquiryWork = ({ reachOf }: Deps): readonly WorkSource[] => [
  {
    kind: 'enquiries',
    heading: 'work.enquiries',
    roles: answerers,
    own: answerers,
    bands: ['today'],
    undated: 'today',
    ...workSource(EnquiryModel, {
      filter: async colleague => ({
        ...visibleTo(await reachOf(readerOf(colleague))),
        status: 'new',
        'assignee.id': colleague.coveredBy ? colleague.id : trusted({ $in: [null, colleague.id] }),
      }),
      sort: { createdAt: 1 },
      fields: { name: 1, topic: 1 },
      hint: 'assignee.id_1_status_1_createdAt_-1',
      item: ({ _id, name, topic }: Enquiry) => ({
        about: name,
        more: '',
        step: { key: `contact.topic.${topic}` },
        dueOn: null,
        path: `/enquiries/${_id.toHexString()}`,
      }),
    }),
  },
]
