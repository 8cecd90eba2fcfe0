import { IncentiveModel, type Incentive } from '#models/incentives/incentive.ts'
import { recordAudit, type Action, type FieldChange } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict } from '#shared/errors.ts'
import type { Editor } from './content-changes.ts'

/** A change names the version it was made from; `conflict` when somebody was quicker. */
export type Change = { id: string; version: number; by: Editor; /** Why, for everybody to read. */ reason?: string }
type Write = {
  kind: string
  set: object
  fields?: string[]
  changes?: FieldChange[]
  /** What only the staff see changes nothing for readers, not even the day of the last change. */
  unseen?: true
}
export type Deps = { clock: Clock; changed: () => Promise<void> }

/** One write with its event, from the version that was read; then readers and the trail are told. */
export function incentiveWriting({ clock, changed }: Deps) {
  return async ({ id, version, by, reason }: Change, written: Write): Promise<void> => {
    const { kind, set, fields, changes = [], unseen } = written
    const found = await IncentiveModel.findOneAndUpdate(
      { _id: id, version },
      {
        $set: set,
        $inc: { version: 1 },
        $push: { events: { ...{ at: clock.now(), by, kind }, ...(fields && { fields }), ...(reason && { reason }) } },
      },
      { projection: { slug: 1 }, timestamps: !unseen },
    ).lean<Pick<Incentive, 'slug'>>()
    if (!found) throw conflict('error.stale', { facts: { id, version } })
    if (!unseen) await changed()
    const subject = { kind: 'incentive', id, label: found.slug } as const
    recordAudit({ action: actOf(kind, set), subject, changes, ...(reason && { reason }) })
  }
}

/** For readers a published change is "edited"; for the trail it is one more publication. */
function actOf(kind: string, set: object): Action {
  if (kind === 'unpublished' || kind === 'discarded' || kind === 'checked') return `incentive.${kind}`
  return 'status' in set ? 'incentive.published' : 'incentive.drafted'
}
