import type { Migration } from '../outside/database/migrations.ts'
import { addDays, cityDayOf } from '../shared/days/city-day.ts'

type Stored = {
  state: string
  nextDueOn?: string | null
  anonymisedAt?: Date | null
  milestones?: { dueOn: string; doneOn?: string | null }[]
  pauses?: { from: string; to?: string | null; plannedTo?: string | null }[]
  inspections?: { state: string; on: string; findings?: { cureBy: string; curedOn?: string | null }[] }[]
  renewal?: { at: Date; decidedAt?: Date | null } | null
  proposal?: { at: Date } | null
  termination?: { appeal?: { at: Date; answeredAt?: Date | null } | null } | null
}

/**
 * A pause defers what is due during it, so a paused tenancy is no longer on the desk for that. It stays there for what was
 * due before the pause, for the planned end of the pause, and for what a pause does not defer.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const tenancies = db.collection<Stored & { revision: number }>('tenancies')
    let changed = 0
    for await (const was of tenancies.find({ state: 'suspended' })) {
      const nextDueOn = dueOf(was)
      if (nextDueOn === (was.nextDueOn ?? null)) continue
      // A concurrent change of the tenancy writes the date itself.
      const asRead = { _id: was._id, state: 'suspended', revision: was.revision }
      changed += (await tenancies.updateOne(asRead, { $set: { nextDueOn } })).modifiedCount
    }
    log.info({ tenancies: changed }, 'duties rest during a pause')
  },
}

const renewalDays = 14
const proposalDays = 3
const appealDays = 7

function dueOf(was: Stored): string | null {
  if (was.anonymisedAt) return null
  const pause = (was.pauses ?? []).find(({ to }) => !to)
  const owed = (was.milestones ?? []).filter(({ doneOn, dueOn }) => !doneOn && !(pause && dueOn >= pause.from))
  const days = [...owed.map(({ dueOn }) => dueOn), ...inspectionDays(was), ...officeDays(was)]
  return [...days, ...(pause?.plannedTo ? [pause.plannedTo] : [])].sort()[0] ?? null
}

function inspectionDays({ inspections = [] }: Stored): string[] {
  const findings = inspections.flatMap(inspection => inspection.findings ?? [])
  return [
    ...inspections.filter(({ state }) => state === 'planned').map(({ on }) => on),
    ...findings.filter(({ curedOn }) => !curedOn).map(({ cureBy }) => cureBy),
  ]
}

function officeDays({ renewal, proposal, termination }: Stored): string[] {
  const appeal = termination?.appeal
  const after = (at: Date, days: number) => addDays(cityDayOf(at), days)
  return [
    ...(renewal && !renewal.decidedAt ? [after(renewal.at, renewalDays)] : []),
    ...(proposal ? [after(proposal.at, proposalDays)] : []),
    ...(appeal && !appeal.answeredAt ? [after(appeal.at, appealDays)] : []),
  ]
}
