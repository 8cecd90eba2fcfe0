import type { mongo } from 'mongoose'
import type { Migration } from '../outside/database/migrations.ts'

type Stored = {
  revision: number
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
    for await (const stored of tenancies.find({})) {
      for (let was: mongo.WithId<Stored> | null = stored; was;) {
        const set = changesOf(was)
        if (!set) break
        const { modifiedCount } = await tenancies.updateOne({ _id: was._id, revision: was.revision }, { $set: set })
        changed += modifiedCount
        // A concurrent change of the tenancy has not brought its milestones forward, so it is read again.
        was = modifiedCount > 0 ? null : await tenancies.findOne({ _id: was._id })
      }
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
      const { modifiedCount } = await db
        .collection('applications')
        .updateOne({ _id, ...waiting }, [{ $set: { handedOverOn } }])
      restored += modifiedCount
    }
    log.info({ tenancies: changed, cases: restored }, 'nothing is due after an end')
  },
}

/** Returns what to change in a tenancy; null when it is as it should be. */
function changesOf(was: Stored): Partial<Stored> | null {
  const milestones = was.milestones?.map(milestone => noLaterThanTheEnd(was, milestone))
  const nextDueOn = dueOf(was)
  const same = nextDueOn === (was.nextDueOn ?? null) && milestones?.every((one, at) => one === was.milestones?.[at])
  return same ? null : { nextDueOn, ...(milestones ? { milestones } : {}) }
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
