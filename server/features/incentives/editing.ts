import { IncentiveModel, type Incentive, type IncentiveContent } from '../../../models/incentive.ts'
import type { PublicationStatus } from '../../../models/parts/content-vocabulary.ts'
import { tell, type Action, type FieldChange } from '../../outside/acting.ts'
import type { Clock } from '../../outside/clock.ts'
import { conflict, notFound } from '../../shared/errors.ts'
import { changedFields, toldChanges, type Editor } from './content-changes.ts'
import { canPublish } from './rules.ts'

/** A change names the version it was made from; `conflict` when somebody was quicker. */
type Change = { id: string; version: number; by: Editor; /** Why, for everybody to read. */ reason?: string }
type Write = {
  kind: string
  set: object
  fields?: string[]
  changes?: FieldChange[]
  /** What only the staff see changes nothing for readers, not even the day of the last change. */
  unseen?: true
}
type Deps = { clock: Clock; changed: () => Promise<void> }

/** What the staff are writing: the draft where there is one, else what is stored. */
export const editedContent = (incentive: Incentive): IncentiveContent => contentOf(incentive.draft ?? incentive)

/** Drafts too, by slug. */
function listForStaff(): Promise<Incentive[]> {
  return IncentiveModel.find().sort({ slug: 1 }).lean<Incentive[]>()
}

async function oneForStaff(id: string): Promise<Incentive> {
  const incentive = await IncentiveModel.findById(id).lean<Incentive>()
  if (!incentive) throw notFound()
  return incentive
}

/** What the listing manager does with incentives. Each change is one write with its event. */
export function incentiveEditing({ clock, changed }: Deps) {
  const write = incentiveWriting({ clock, changed })

  /** Makes one that nobody sees yet and returns its id. A slug that is taken is a conflict: it is part of an address. */
  async function create(slug: string, content: IncentiveContent, by: Editor): Promise<string> {
    const events = [{ at: clock.now(), by, kind: 'created' }]
    try {
      const made = await IncentiveModel.create({ slug, ...content, status: 'draft', events })
      const id = made._id.toHexString()
      tell({ action: 'incentive.created', subject: { kind: 'incentive', id }, changes: toldChanges({}, content) })
      return id
    } catch (error) {
      if ((error as { code?: number }).code === 11_000) throw conflict('incentives.slug.taken', { cause: error })
      throw error
    }
  }

  /** Keeps what is being written. Beside a published text it waits as a draft, and readers see no difference. */
  async function save(change: Change, content: IncentiveContent): Promise<void> {
    const current = await oneForStaff(change.id)
    const before = editedContent(current)
    const changes = toldChanges(before, content)
    if (current.status === 'published' || current.draft) {
      const draft = { ...content, reason: change.reason }
      await write(change, { kind: 'drafted', set: { draft }, changes, unseen: true })
    } else {
      await write(change, { kind: 'edited', set: content, fields: changedFields(before, content), changes })
    }
  }

  /** Readers see this content from now on; without one, what has been saved last. The draft is done with. */
  async function publish(change: Change, content?: IncentiveContent): Promise<void> {
    const current = await oneForStaff(change.id)
    const next = content ?? editedContent(current)
    requirePublishable(next)
    const fields = changedFields(current, next)
    const wasPublished = current.status === 'published'
    await write(change, {
      kind: wasPublished ? 'edited' : 'published',
      set: { ...next, status: 'published' satisfies PublicationStatus, draft: null },
      ...(fields.length > 0 && { fields }),
      changes: toldChanges({ ...contentOf(current), status: current.status }, { ...next, status: 'published' }),
    })
  }

  async function unpublish(change: Change): Promise<void> {
    const { status } = await oneForStaff(change.id)
    const set = { status: 'draft' satisfies PublicationStatus }
    await write(change, { kind: 'unpublished', set, changes: toldChanges({ status }, set) })
  }

  /** Throws the draft away; readers see no difference. */
  async function discard(change: Change): Promise<void> {
    const current = await oneForStaff(change.id)
    const changes = toldChanges(editedContent(current), contentOf(current))
    await write(change, { kind: 'discarded', set: { draft: null }, changes, unseen: true })
  }

  return { listForStaff, oneForStaff, create, save, publish, unpublish, discard }
}

/** One write with its event, from the version that was read; then readers and the trail are told. */
function incentiveWriting({ clock, changed }: Deps) {
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
    tell({ action: actOf(kind, set), subject, changes, ...(reason && { reason }) })
  }
}

/** For readers a published change is "edited"; for the trail it is one more publication. */
function actOf(kind: string, set: object): Action {
  if (kind === 'unpublished' || kind === 'discarded') return `incentive.${kind}`
  return 'status' in set ? 'incentive.published' : 'incentive.drafted'
}

/** Nothing else of a document is content; the compiler asks for every name. */
const contentFields = {
  ...{ category: true, zones: true, national: true, title: true, summary: true, body: true, eligibility: true },
  ...{ note: true, reviewed: true, source: true, checkedAt: true, validFrom: true, expiresOn: true, confirmed: true },
  ...{ audiences: true, conditions: true, confirmEachCase: true },
} satisfies Record<keyof IncentiveContent, true>

function contentOf(from: IncentiveContent): IncentiveContent {
  const names = Object.keys(contentFields) as (keyof IncentiveContent)[]
  return Object.fromEntries(names.map(name => [name, from[name]])) as IncentiveContent
}

function requirePublishable(content: IncentiveContent): void {
  const verdict = canPublish(content)
  if (!verdict.ok) throw conflict(`incentives.refused.${verdict.reason}`)
}
