import { trusted } from 'mongoose'
import { ApplicationModel, liveApplicationStates, type Application } from '#models/cases/application.ts'
import type { AssignedWorkSource } from '#shared/hands.ts'
import { conflict } from '#shared/errors.ts'
import { readCaseFor } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'
import { candidatesFor, freeSeats, panelStates } from '#features/cases/review/panel.ts'
import { personOf } from '#features/cases/review/staffing.ts'
import type { Actor } from '#features/cases/states.ts'
import { inStates, notHandedOver } from '#features/cases/work/case-work.ts'
import { holderOf, inHandsOf } from '#features/cases/writing/waiting-texts.ts'
import { handOnTexts } from '#features/cases/writing/to-translate.ts'
import { assignCase } from '../actions/assign.ts'
import { unseatReviewer } from '../actions/panel.ts'
import { findPanelMember, requireHeldBy, writeAssignment, type AssigningDeps } from './assigning.ts'
import { withRules } from './review-rules.ts'
import { listOfficers } from './workload.ts'

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
export const caseReassignment = (deps: AssigningDeps): readonly AssignedWorkSource[] => [
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
      await (to ? assignCase(deps, id, by, { officer: to.id, from }) : unassign(deps, id, by, from))
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
      await passSeat(deps, id, by, { from, to: to?.id ?? null })
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

/** Returns a case to the unassigned ones. Throws `error.stale` when this colleague no longer has it. */
async function unassign(deps: AssigningDeps, id: string, actor: Actor, from: string): Promise<Application> {
  const was = await readCaseFor(id, actor)
  requireHeldBy(was, from)
  return writeAssignment(deps, was, actor, { kind: 'unassigned', set: { assignee: null } })
}

/**
 * Passes a seat on the panel to another reviewer, or with `null` removes its holder. One write, because a vacant seat in
 * between could reveal the scores of others. Refused on the same grounds as leaving and joining.
 */
export async function passSeat(
  deps: AssigningDeps,
  id: string,
  actor: Actor,
  { from, to }: { from: string; to: string | null },
): Promise<Application> {
  if (to === null) return unseatReviewer(deps, id, actor, from)
  const was = await readCaseFor(id, actor)
  if (!panelStates.includes(was.state)) throw conflict('application.refused.no-such-move', { facts: { id } })
  const leaver = findPanelMember(was, from)
  const staying = (was.panel ?? []).filter(member => member !== leaver)
  if (freeSeats({ ...(await withRules(was)), panel: staying }) === 0)
    throw conflict('case.refused.panel-full', { facts: { id } })
  const taker = candidatesFor(was, await listOfficers(deps)).find(one => one.id === to)
  if (!taker) throw conflict('case.refused.cannot-take')
  const next = personOf(taker)
  return writeAssignment(deps, was, actor, {
    kind: 'panel_left',
    person: personOf(leaver),
    set: { panel: [...staying, next] },
    also: [{ kind: 'panel_joined', actor, person: next }],
    told: [
      { field: 'event', before: null, after: 'panel_joined' },
      { field: 'colleague', before: null, after: next.id },
    ],
  })
}

const textFields = { reference: 1, applicantName: 1, toTranslate: 1 } as const
type FoundText = Pick<Application, '_id' | 'reference' | 'applicantName' | 'toTranslate'>
type Kind = Pick<AssignedWorkSource, 'kind' | 'heading' | 'roles'> & { acts: (act: string) => boolean }

const waiting = { 'toTranslate.at': trusted({ $gte: new Date(0) }) }

/**
 * Open work: texts to send once they are translated (ADR 133). Reopening a case belongs to administrators, the rest to
 * officers.
 */
export const textReassignment = (deps: Pick<Deps, 'clock'>): readonly AssignedWorkSource[] => [
  createTextSource(deps, {
    kind: 'texts',
    heading: 'hands.texts',
    roles: ['reviewer', 'decider'],
    acts: act => act !== 'reopen',
  }),
  createTextSource(deps, {
    kind: 'reopenings',
    heading: 'hands.reopenings',
    roles: ['administrator'],
    acts: act => act === 'reopen',
  }),
]

const createTextSource = (deps: Pick<Deps, 'clock'>, { acts, ...kind }: Kind): AssignedWorkSource => ({
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
    await handOnTexts(deps, id, by, { from, to, acts })
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
