import { trusted, Types } from 'mongoose'
import type { Colleague, WorkSource } from '#shared/work.ts'
import { dueOfText } from '../writing/due.ts'
import { caseWork, officers, type CaseFilter } from './case-work.ts'

const index = 'texts_to_translate'
const indexed: CaseFilter = { 'toTranslate.at': trusted({ $gte: new Date(0) }) }

/** A text of somebody else's that nobody has translated: of a case that no interest of theirs closes. */
const toTranslate = ({ id, coveredBy }: Colleague): CaseFilter => ({
  ...indexed,
  toTranslate: trusted({ $elemMatch: { translated: null, 'by.id': trusted({ $ne: coveredBy ?? id }) } }),
  events: trusted({ $not: trusted({ $elemMatch: { kind: 'interest_conflict', 'by.id': coveredBy ?? id } }) }),
})

/** A text that came back and has not been sent: its author's, and that of whoever the case was given to. */
const toSend = ({ id }: Colleague): CaseFilter => ({
  ...indexed,
  $or: [
    { toTranslate: trusted({ $elemMatch: { translated: trusted({ $ne: null }), 'by.id': id } }) },
    { toTranslate: trusted({ $elemMatch: { translated: trusted({ $ne: null }) } }), assignee: new Types.ObjectId(id) },
  ],
})

/** Texts to applicants on their way through translation, with the day by which the act has to be done. */
export const translationSources: readonly WorkSource[] = [
  {
    kind: 'translations',
    heading: 'work.translations',
    roles: officers,
    bands: ['today'],
    undated: 'today',
    ...caseWork({
      filter: toTranslate,
      sort: { 'toTranslate.at': 1, _id: 1 },
      hint: index,
      step: 'work.translations.step',
      due: dueOfText,
      at: '#texts',
    }),
  },
  {
    kind: 'translated',
    heading: 'work.translated',
    roles: officers,
    own: officers,
    bands: ['today'],
    undated: 'today',
    ...caseWork({
      filter: toSend,
      sort: { 'toTranslate.at': 1, _id: 1 },
      hint: index,
      step: 'work.translated.step',
      due: dueOfText,
      at: '#texts',
    }),
  },
]
