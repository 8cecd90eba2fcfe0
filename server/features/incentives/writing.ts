import { IncentiveModel, type Incentive } from '#models/incentives/incentive.ts'
import { recordAudit, type Action, type FieldChange } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict } from '#shared/errors.ts'
import type { Editor } from './content-changes.ts'

/** A change names the version it was made from. Throws `conflict` when somebody saved meanwhile. */
export type Change = { id: string; version: number; by: Editor; /** Public reason for the change. */ reason?: string }
type Write = {
  kind: string
  set: object
  fields?: string[]
  changes?: FieldChange[]
  /** Set for changes that only staff see. They do not alter the public date of the last change. */
  unseen?: true
}
export type Deps = { clock: Clock; changed: () => Promise<void> }

/**
 * Returns a function that writes a change with its event, guarded by the version that was read. It then renews the public
 * pages, unless readers see no difference, and records the audit entry.
 */
export function incentiveWriting({ clock, changed }: Deps) {
  return async ({ id, version, by, reason }: Change, written: Write): Promise<void> => {
    const { kind, set, fields, changes = [], unseen } = written
    const found = await IncentiveModel.findOneAndUpdate(
      { _id: id, version },
      {
        $set: set,
        $inc: { version: 1 },
        $push: { events: { at: clock.now(), by, kind, ...(fields && { fields }), ...(reason && { reason }) } },
      },
      { projection: { slug: 1 }, timestamps: !unseen },
    ).lean<Pick<Incentive, 'slug'>>()
    if (!found) throw conflict('error.stale', { facts: { id, version } })
    if (!unseen) await changed()
    const subject = { kind: 'incentive', id, label: found.slug } as const
    recordAudit({ action: auditActionOf(kind, set), subject, changes, ...(reason && { reason }) })
  }
}

/** Returns the audit action. A published change is "edited" for readers, but a publication in the audit trail. */
function auditActionOf(kind: string, set: object): Action {
  if (kind === 'unpublished' || kind === 'discarded' || kind === 'checked') return `incentive.${kind}`
  return 'status' in set ? 'incentive.published' : 'incentive.drafted'
}
