import { isDeepStrictEqual } from 'node:util'
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
  | 'audiences'
  | 'conditions'
  | 'confirmEachCase'
>
export type Editor = { kind: EventActor; id: string; name: string }
/** A change names the version it was made from; `conflict` when somebody was quicker. */
type Change = { id: string; version: number; by: Editor; /** Why, for everybody to read. */ reason?: string }
type Write = { kind: string; set: object; fields?: string[] }
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
  async function edit(change: Change, content: IncentiveContent): Promise<void> {
    const current = await oneForStaff(change.id)
    if (current.status === 'published') requirePublishable(content)
    await write(change, { kind: 'edited', set: content, fields: changedFields(current, content) })
  }

  async function publish(change: Change): Promise<void> {
    requirePublishable(await oneForStaff(change.id))
    await write(change, { kind: 'published', set: { status: 'published' satisfies PublicationStatus } })
  }

  async function unpublish(change: Change): Promise<void> {
    await oneForStaff(change.id)
    await write(change, { kind: 'unpublished', set: { status: 'draft' satisfies PublicationStatus } })
  }

  async function write({ id, version, by, reason }: Change, { kind, set, fields }: Write): Promise<void> {
    const { matchedCount } = await IncentiveModel.updateOne(
      { _id: id, version },
      {
        $set: set,
        $inc: { version: 1 },
        $push: { events: { ...eventOf(kind, by), ...(fields && { fields }), ...(reason && { reason }) } },
      },
    )
    if (matchedCount === 0) throw conflict('error.stale', { facts: { id, version } })
    await changed()
  }

  const eventOf = (kind: string, by: Editor) => ({ at: clock.now(), by, kind })

  return { listForStaff, oneForStaff, create, edit, publish, unpublish }
}

/** The fields that an edit changes, by name. What was never stored counts as empty. */
function changedFields(current: Incentive, content: IncentiveContent): string[] {
  const names = Object.keys(content) as (keyof IncentiveContent)[]
  return names.filter(name => !isDeepStrictEqual(plain(current[name]), plain(content[name])))
}

/** As it would be read back: without what is empty, and in one order. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? [...(value as string[])].sort() : undefined
  if (typeof value !== 'object' || value === null) return value === false ? undefined : (value ?? undefined)
  const entries = Object.entries(value).map(([name, part]): [string, unknown] => [name, plain(part)])
  const filled = entries.filter(([, part]) => part !== undefined)
  return filled.length > 0 ? Object.fromEntries(filled) : undefined
}

function requirePublishable(content: IncentiveContent): void {
  const verdict = canPublish(content)
  if (!verdict.ok) throw conflict(`incentives.refused.${verdict.reason}`)
}
