import type { Migration } from '../outside/database/migrations.ts'

type Kept = { milestones?: { dueOn: string; doneOn?: string | null }[]; rentFreeUntil: string; state: string }
const ended = ['vacated', 'terminated']

/** Adds to old tenancies the revision that guards changes, empty lists and the next due date. */
export const migration: Migration = {
  async up({ db }) {
    const tenancies = db.collection<Kept>('tenancies')
    const empty = { revision: 0, pauses: [], remindersSent: [], reports: [], inspections: [] }
    for (const [field, value] of Object.entries(empty))
      await tenancies.updateMany({ [field]: { $exists: false } }, { $set: { [field]: value } })
    for await (const { _id, milestones = [], rentFreeUntil, state } of tenancies.find({
      nextDueOn: { $exists: false },
    })) {
      const open = milestones.filter(({ doneOn }) => !doneOn).map(({ dueOn }) => dueOn)
      const nextDueOn = ended.includes(state) ? null : ([...open, rentFreeUntil].sort()[0] ?? null)
      await tenancies.updateOne({ _id, nextDueOn: { $exists: false } }, { $set: { nextDueOn } })
    }
  },
}
