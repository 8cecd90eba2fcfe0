import { trusted, Types } from 'mongoose'
import { liveApplicationStates } from '#models/cases/application.ts'
import type { Colleague, WorkSource } from '#shared/work.ts'
import { dueOfText } from '../writing/due.ts'
import { inHandsOf, notInHandsOf } from '../writing/in-hands.ts'
import { caseWork, inStates, officers, openTo, type CaseFilter } from './case-work.ts'

const index = 'texts_to_translate'
const indexed: CaseFilter = { 'toTranslate.at': trusted({ $gte: new Date(0) }) }

/** Of a case that has ended only messages are still sent, and what reopens it. */
const stillSent: CaseFilter = {
  $or: [
    { state: inStates(liveApplicationStates) },
    { toTranslate: trusted({ $elemMatch: { act: trusted({ $in: ['messages', 'reopen'] }) } }) },
  ],
}

/** A text of somebody else's that nobody has translated: of a case that no interest of theirs closes. */
const toTranslate = ({ id, coveredBy }: Colleague): CaseFilter => ({
  ...indexed,
  $and: [stillSent],
  toTranslate: trusted({ $elemMatch: { translated: null, ...notInHandsOf(coveredBy ?? id) } }),
  ...openTo(coveredBy ?? id),
})

/**
 * A text that they are to send, or that waits for a translation until they can: in their hands, or in nobody's (ADR 128), or of a
 * case that they were given.
 */
const theirs =
  (translated: object | null) =>
  ({ id, role, coveredBy }: Colleague): CaseFilter => {
    const textIs = (more: object) => ({ toTranslate: trusted({ $elemMatch: { translated, ...more } }) })
    return {
      ...indexed,
      $and: [stillSent],
      $or: [
        textIs(inHandsOf(id)),
        { ...textIs({ 'keeper.id': '', act: actsOf(role) }), ...openTo(coveredBy ?? id) },
        { ...textIs({}), assignee: new Types.ObjectId(id) },
      ],
    }
  }

const waits = theirs(null)
const toSend = theirs(trusted({ $ne: null }))
/** Reopening is an administrator's act, everything else an officer's. */
const actsOf = (role: Colleague['role']) => (role === 'administrator' ? 'reopen' : trusted({ $ne: 'reopen' }))
const senders = [...officers, 'administrator'] as const

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
    kind: 'translating',
    heading: 'work.translating',
    roles: senders,
    own: senders,
    bands: ['today'],
    undated: 'today',
    ...caseWork({
      filter: waits,
      sort: { 'toTranslate.at': 1, _id: 1 },
      hint: index,
      step: 'work.translating.step',
      due: dueOfText,
      at: '#texts',
    }),
  },
  {
    kind: 'translated',
    heading: 'work.translated',
    roles: senders,
    own: senders,
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
