import type { Migration } from '../outside/database/migrations.ts'

type Stored = {
  application: unknown
  state: string
  handoverOn: string
  rentFreeUntil: string
  milestones?: { kind: string; dueOn: string; doneOn?: string | null }[]
  nextDueOn?: string | null
  anonymisedAt?: Date | null
  exit?: { on: string; needsWork: boolean; relistedOn?: string | null } | null
}

const repeated = ['quarterly_report', 'yearly_assessment']

/**
 * The last report and assessment of a tenancy were due on the day after its end; now they are due on its last day. For a
 * tenancy that has ended only an exit inspection or repairs are due, for an anonymised one nothing. Anonymised cases of an
 * earlier version had lost the day of their handover, and so waited for a handover again: the day is restored.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const tenancies = db.collection<Stored>('tenancies')
    let changed = 0
    for await (const was of tenancies.find({})) {
      const milestones = was.milestones?.map(milestone => noLaterThanTheEnd(was, milestone))
      const nextDueOn = dueOf(was)
      const same = nextDueOn === (was.nextDueOn ?? null) && milestones?.every((one, at) => one === was.milestones?.[at])
      if (same) continue
      await tenancies.updateOne({ _id: was._id }, { $set: { nextDueOn, ...(milestones ? { milestones } : {}) } })
      changed += 1
    }
    const waiting = {
      state: 'contracted',
      anonymisedAt: { $type: 'date' },
      handedOverOn: { $not: { $type: 'string' } },
    }
    let restored = 0
    for await (const { _id } of db.collection('applications').find(waiting, { projection: { _id: 1 } })) {
      const tenancy = await tenancies.findOne({ application: _id })
      if (!tenancy) continue
      const handedOverOn = tenancy.handoverOn
      await db
        .collection('applications')
        .updateOne({ _id, handedOverOn: { $not: { $type: 'string' } } }, [{ $set: { handedOverOn } }])
      restored += 1
    }
    log.info({ tenancies: changed, cases: restored }, 'nothing is due after an end')
  },
}

type Milestone = NonNullable<Stored['milestones']>[number]

function noLaterThanTheEnd({ rentFreeUntil }: Stored, milestone: Milestone): Milestone {
  const { kind, dueOn, doneOn } = milestone
  const after = repeated.includes(kind) && !doneOn && dueOn > rentFreeUntil
  return after ? { ...milestone, dueOn: rentFreeUntil } : milestone
}

function dueOf(was: Stored): string | null {
  if (was.anonymisedAt) return null
  return was.state === 'vacated' || was.state === 'terminated' ? leftOf(was) : dueWhileItLasts(was)
}

function leftOf({ state, nextDueOn = null, exit }: Stored): string | null {
  if (state === 'terminated' && !exit) return nextDueOn
  return exit?.needsWork && !exit.relistedOn ? exit.on : null
}

function dueWhileItLasts({ rentFreeUntil, nextDueOn = null, milestones = [] }: Stored): string | null {
  const moved = milestones.some(({ kind, dueOn, doneOn }) => repeated.includes(kind) && !doneOn && dueOn === nextDueOn)
  return moved && nextDueOn && nextDueOn > rentFreeUntil ? rentFreeUntil : nextDueOn
}
