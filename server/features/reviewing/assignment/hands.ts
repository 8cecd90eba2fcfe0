import { trusted } from 'mongoose'
import { ApplicationModel, liveApplicationStates, type Application } from '#models/cases/application.ts'
import type { AssignedWorkSource } from '#shared/hands.ts'
import { panelStates } from '#features/cases/review/panel.ts'
import { inStates, notHandedOver } from '#features/cases/work/case-work.ts'
import { holderOf, inHandsOf } from '#features/cases/writing/waiting-texts.ts'
import type { createTextsToTranslate } from '#features/cases/writing/to-translate.ts'
import type { createAssignmentActions } from './assignment.ts'

const open = { state: inStates(liveApplicationStates.filter(state => state !== 'draft')), ...notHandedOver }
const fields = { reference: 1, applicantName: 1, assignee: 1, panel: 1, 'assessments.reviewer': 1 } as const
type Found = Pick<Application, '_id' | 'reference' | 'applicantName' | 'assignee' | 'panel' | 'assessments'>

const heldOf = ({ _id, reference, applicantName }: Found) => ({
  id: _id.toHexString(),
  about: reference ?? '',
  more: applicantName ?? '',
  path: `/applications/${_id.toHexString()}#handling`,
})

/** Open work of officers: assigned cases, and panel seats without scores. */
export const caseReassignment = ({
  assign,
  release,
  passSeat,
}: ReturnType<typeof createAssignmentActions>): readonly AssignedWorkSource[] => [
  {
    kind: 'cases',
    heading: 'hands.cases',
    roles: ['reviewer', 'decider'],
    of: async account =>
      (
        await ApplicationModel.find({ ...open, assignee: account }, fields)
          .sort({ dueOn: 1 })
          .lean<Found[]>()
      ).map(heldOf),
    async give(id, from, to, by) {
      await (to ? assign(id, by, to.id, from) : release(id, by, from))
    },
    async *holders() {
      const assigned = { ...open, assignee: trusted({ $type: 'objectId' as const }) }
      for await (const one of ApplicationModel.find(assigned, fields).lean<Found[]>().cursor())
        yield { id: one._id.toHexString(), account: String(one.assignee) }
    },
  },
  {
    kind: 'seats',
    heading: 'hands.seats',
    roles: ['reviewer'],
    of: async account => {
      const waiting = { 'panel.id': account, 'assessments.reviewer': trusted({ $ne: account }) }
      const found = await ApplicationModel.find({ state: inStates(panelStates), ...waiting }, fields)
        .sort({ dueOn: 1 })
        .lean<Found[]>()
      return found.map(heldOf)
    },
    async give(id, from, to, by) {
      await passSeat(id, by, { from, to: to?.id ?? null })
    },
    async *holders() {
      const seated = { state: inStates(panelStates), 'panel.0': trusted({ $exists: true }) }
      for await (const one of ApplicationModel.find(seated, fields).lean<Found[]>().cursor()) {
        const scored = one.assessments.map(({ reviewer }) => reviewer)
        for (const { id } of one.panel ?? []) if (!scored.includes(id)) yield { id: one._id.toHexString(), account: id }
      }
    },
  },
]

const textFields = { reference: 1, applicantName: 1, toTranslate: 1 } as const
type FoundText = Pick<Application, '_id' | 'reference' | 'applicantName' | 'toTranslate'>
type Texts = Pick<ReturnType<typeof createTextsToTranslate>, 'handOn'>
type Kind = Pick<AssignedWorkSource, 'kind' | 'heading' | 'roles'> & { acts: (act: string) => boolean }

const waiting = { 'toTranslate.at': trusted({ $gte: new Date(0) }) }

/**
 * Open work: texts to send once they are translated (ADR 133). Reopening a case belongs to administrators, the rest to
 * officers.
 */
export const textReassignment = (texts: Texts): readonly AssignedWorkSource[] => [
  createTextSource(texts, {
    ...{ kind: 'texts', heading: 'hands.texts', roles: ['reviewer', 'decider'] },
    acts: act => act !== 'reopen',
  }),
  createTextSource(texts, {
    ...{ kind: 'reopenings', heading: 'hands.reopenings', roles: ['administrator'] },
    acts: act => act === 'reopen',
  }),
]

const createTextSource = ({ handOn }: Texts, { acts, ...kind }: Kind): AssignedWorkSource => ({
  ...kind,
  of: async account => {
    const theirs = { ...waiting, toTranslate: trusted({ $elemMatch: inHandsOf(account) }) }
    const found = await ApplicationModel.find(theirs, textFields).sort({ 'toTranslate.at': 1 }).lean<FoundText[]>()
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
    for await (const { _id, toTranslate = [] } of ApplicationModel.find(waiting, textFields)
      .lean<FoundText[]>()
      .cursor()) {
      const holders = toTranslate.filter(({ act }) => acts(act)).map(holderOf)
      for (const account of new Set(holders.filter(Boolean))) yield { id: _id.toHexString(), account }
    }
  },
})
