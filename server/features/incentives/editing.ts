import { IncentiveModel, type Incentive } from '../../../models/incentive.ts'
import type { EventActor } from '../../../models/parts/history.ts'
import type { PublicationStatus } from '../../../models/parts/content-vocabulary.ts'
import type { Clock } from '../../outside/clock.ts'
import { conflict, notFound } from '../../shared/errors.ts'
import { canPublish } from './rules.ts'

/** What the form of an incentive carries. */
export type IncentiveContent = Pick<
  Incentive,
  | 'category'
  | 'zones'
  | 'national'
  | 'title'
  | 'summary'
  | 'body'
  | 'eligibility'
  | 'note'
  | 'reviewed'
  | 'source'
  | 'checkedAt'
  | 'validFrom'
  | 'expiresOn'
  | 'confirmed'
>
export type Editor = { kind: EventActor; id: string; name: string }
/** A change names the version it was made from; `conflict` when somebody was quicker. */
type Change = { id: string; version: number; by: Editor }
type Deps = { clock: Clock; changed: () => Promise<void> }

/** What the listing manager does with incentives. Each change is one write with its event. */
export function incentiveEditing({ clock, changed }: Deps) {
  /** Drafts too, by slug. */
  function listForStaff(): Promise<Incentive[]> {
    return IncentiveModel.find().sort({ slug: 1 }).lean<Incentive[]>()
  }

  async function oneForStaff(id: string): Promise<Incentive> {
    const incentive = await IncentiveModel.findById(id).lean<Incentive>()
    if (!incentive) throw notFound()
    return incentive
  }

  /** Makes a draft and returns its id. A slug that is taken is a conflict: it is part of an address. */
  async function create(slug: string, content: IncentiveContent, by: Editor): Promise<string> {
    const events = [eventOf('created', by)]
    try {
      const made = await IncentiveModel.create({ slug, ...content, status: 'draft', events })
      return made._id.toHexString()
    } catch (error) {
      if ((error as { code?: number }).code === 11_000) throw conflict('incentives.slug.taken', { cause: error })
      throw error
    }
  }

  /** A published incentive stays publishable: its source and texts cannot be emptied behind the public's back. */
  async function edit({ id, version, by }: Change, content: IncentiveContent): Promise<void> {
    const current = await oneForStaff(id)
    if (current.status === 'published') requirePublishable(content)
    await write({ id, version, by }, { kind: 'edited', set: content })
  }

  async function publish(change: Change): Promise<void> {
    requirePublishable(await oneForStaff(change.id))
    await write(change, { kind: 'published', set: { status: 'published' satisfies PublicationStatus } })
  }

  async function unpublish(change: Change): Promise<void> {
    await oneForStaff(change.id)
    await write(change, { kind: 'unpublished', set: { status: 'draft' satisfies PublicationStatus } })
  }

  async function write({ id, version, by }: Change, { kind, set }: { kind: string; set: object }): Promise<void> {
    const { matchedCount } = await IncentiveModel.updateOne(
      { _id: id, version },
      { $set: set, $inc: { version: 1 }, $push: { events: eventOf(kind, by) } },
    )
    if (matchedCount === 0) throw conflict('error.stale', { facts: { id, version } })
    await changed()
  }

  const eventOf = (kind: string, by: Editor) => ({ at: clock.now(), by, kind })

  return { listForStaff, oneForStaff, create, edit, publish, unpublish }
}

function requirePublishable(content: IncentiveContent): void {
  const verdict = canPublish(content)
  if (!verdict.ok) throw conflict(`incentives.refused.${verdict.reason}`)
}
