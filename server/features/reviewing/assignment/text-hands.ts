import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { HandSource } from '#shared/hands.ts'
import { holderOf, inHandsOf } from '#features/cases/writing/in-hands.ts'
import type { textsToTranslateOf } from '#features/cases/writing/to-translate.ts'

const fields = { reference: 1, applicantName: 1, toTranslate: 1 } as const
type Found = Pick<Application, '_id' | 'reference' | 'applicantName' | 'toTranslate'>
type Texts = Pick<ReturnType<typeof textsToTranslateOf>, 'handOn'>
type Kind = Pick<HandSource, 'kind' | 'heading' | 'roles'> & { acts: (act: string) => boolean }

const waiting = { 'toTranslate.at': trusted({ $gte: new Date(0) }) }

/**
 * Open work: texts to send once they are translated (ADR 133). Reopening a case belongs to administrators, the rest to
 * officers.
 */
export const textHands = (texts: Texts): readonly HandSource[] => [
  textHand(texts, {
    ...{ kind: 'texts', heading: 'hands.texts', roles: ['reviewer', 'decider'] },
    acts: act => act !== 'reopen',
  }),
  textHand(texts, {
    ...{ kind: 'reopenings', heading: 'hands.reopenings', roles: ['administrator'] },
    acts: act => act === 'reopen',
  }),
]

const textHand = ({ handOn }: Texts, { acts, ...kind }: Kind): HandSource => ({
  ...kind,
  of: async account => {
    const theirs = { ...waiting, toTranslate: trusted({ $elemMatch: inHandsOf(account) }) }
    const found = await ApplicationModel.find(theirs, fields).sort({ 'toTranslate.at': 1 }).lean<Found[]>()
    return found
      .filter(({ toTranslate = [] }) => toTranslate.some(text => holderOf(text) === account && acts(text.act)))
      .map(({ _id, reference, applicantName }) => ({
        id: _id.toHexString(),
        about: reference ?? '',
        more: applicantName ?? '',
        path: `/applications/${_id.toHexString()}#texts`,
      }))
  },
  async give(id, from, to, by) {
    await handOn(id, by, { from, to, acts })
  },
  async *holders() {
    for await (const { _id, toTranslate = [] } of ApplicationModel.find(waiting, fields).lean<Found[]>().cursor()) {
      const holders = toTranslate.filter(({ act }) => acts(act)).map(holderOf)
      for (const account of new Set(holders.filter(Boolean))) yield { id: _id.toHexString(), account }
    }
  },
})
