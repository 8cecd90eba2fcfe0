import type { Migration } from '../outside/database/migrations.ts'
import { addDays, cityDayOf } from '../shared/days/city-day.ts'

type Stored = {
  state: string
  stateSince: Date
  revision: number
  rentFreeUntil: string
  leavesOn?: string | null
  nextDueOn?: string | null
  anonymisedAt?: Date | null
  milestones?: { dueOn: string; doneOn?: string | null }[]
  pauses?: { from: string; to?: string | null; plannedTo?: string | null }[]
  inspections?: { state: string; on: string; findings?: { cureBy: string; curedOn?: string | null }[] }[]
  breach?: { cureBy: string } | null
  renewal?: { at: Date; decidedAt?: Date | null } | null
  proposal?: { at: Date } | null
  termination?: { appeal?: { at: Date; answeredAt?: Date | null } | null } | null
}

const ended = ['vacated', 'terminated']

/**
 * A letter about renewal becomes the office's duty only on the day from which the office can answer it: in the last months,
 * and not while a pause, a breach, a notice, a proposal or a termination prevents an answer. Until now it was due 14 days
 * after its arrival.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const tenancies = db.collection<Stored>('tenancies')
    const waiting = { state: { $nin: ended }, 'renewal.at': { $type: 'date' as const }, 'renewal.decidedAt': null }
    let changed = 0
    for await (const was of tenancies.find(waiting)) {
      const nextDueOn = dueOf(was)
      if (nextDueOn === (was.nextDueOn ?? null)) continue
      // A concurrent change of the tenancy writes the date itself.
      const asRead = { _id: was._id, state: was.state, revision: was.revision }
      changed += (await tenancies.updateOne(asRead, { $set: { nextDueOn } })).modifiedCount
    }
    log.info({ tenancies: changed }, 'letters about renewal are due when they can be answered')
  },
}

const renewalDays = 14
const proposalDays = 3
const appealDays = 7
const endsByItself = ['handover', 'fit_out', 'trading', 'expiring', 'renewed']

function dueOf(was: Stored): string | null {
  if (was.anonymisedAt) return null
  return [...milestoneDays(was), ...inspectionDays(was), ...endDays(was), ...officeDays(was)].sort()[0] ?? null
}

const openPause = ({ pauses = [] }: Stored) => pauses.find(({ to }) => !to)

function milestoneDays(was: Stored): string[] {
  const pause = openPause(was)
  const leavesOn = was.state === 'notice' ? was.leavesOn : null
  return (was.milestones ?? [])
    .filter(({ doneOn, dueOn }) => !doneOn && !(pause && dueOn >= pause.from) && !(leavesOn && dueOn > leavesOn))
    .map(({ dueOn }) => dueOn)
}

function inspectionDays({ inspections = [], breach }: Stored): string[] {
  const findings = inspections.flatMap(inspection => inspection.findings ?? [])
  return [
    ...inspections.filter(({ state }) => state === 'planned').map(({ on }) => on),
    ...findings.filter(({ curedOn }) => !curedOn).map(({ cureBy }) => cureBy),
    ...(breach ? [breach.cureBy] : []),
  ]
}

function endDays(was: Stored): string[] {
  const planned = openPause(was)?.plannedTo
  return [
    ...(was.state === 'notice' && was.leavesOn ? [was.leavesOn] : []),
    ...(planned ? [planned] : []),
    ...(endsByItself.includes(was.state) ? [was.rentFreeUntil] : []),
  ]
}

function officeDays({ state, stateSince, renewal, proposal, termination }: Stored): string[] {
  const appeal = termination?.appeal
  const after = (at: Date, days: number) => addDays(cityDayOf(at), days)
  const answerable = renewal && state === 'expiring' && !proposal && !termination
  return [
    ...(answerable ? [after(renewal.at > stateSince ? renewal.at : stateSince, renewalDays)] : []),
    ...(proposal ? [after(proposal.at, proposalDays)] : []),
    ...(appeal && !appeal.answeredAt ? [after(appeal.at, appealDays)] : []),
  ]
}
