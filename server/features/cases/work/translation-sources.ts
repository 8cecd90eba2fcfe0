import { trusted, Types } from 'mongoose'
import { liveApplicationStates } from '#models/cases/application.ts'
import type { Colleague, WorkSource } from '#shared/work.ts'
import { dueOfText, inHandsOf, notHeldByFilter } from '../writing/waiting-texts.ts'
import { caseWork, inStates, officers, openTo, type CaseFilter } from './case-work.ts'

const index = 'texts_to_translate'
const indexed: CaseFilter = { 'toTranslate.at': trusted({ $gte: new Date(0) }) }

/** In an ended case only messages are still sent, and texts that reopen it. */
const stillSent: CaseFilter = {
  $or: [
    { state: inStates(liveApplicationStates) },
    { toTranslate: trusted({ $elemMatch: { act: trusted({ $in: ['messages', 'reopen'] }) } }) },
  ],
}

/** Returns the filter for untranslated texts of other colleagues, in cases in which this colleague has no conflict. */
const toTranslate = ({ id, coveredBy }: Colleague): CaseFilter => ({
  ...indexed,
  $and: [stillSent],
  toTranslate: trusted({ $elemMatch: { translated: null, ...notHeldByFilter(coveredBy ?? id) } }),
  ...openTo(coveredBy ?? id),
})

/**
 * Returns the filter for texts that this colleague is to send, or that wait for a translation first: held by them, held by
 * nobody (ADR 128), or in a case assigned to them.
 */
const textsToHandle =
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

const waits = textsToHandle(null)
const toSend = textsToHandle(trusted({ $ne: null }))
/** Reopening is an administrator's action, all others an officer's. */
const actsOf = (role: Colleague['role']) => (role === 'administrator' ? 'reopen' : trusted({ $ne: 'reopen' }))
const senders = [...officers, 'administrator'] as const

/** Texts to applicants that are being translated, with the day on which their action is due. */
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
