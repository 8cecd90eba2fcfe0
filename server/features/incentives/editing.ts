import { IncentiveModel, type Incentive, type IncentiveContent } from '#models/incentives/incentive.ts'
import { recordAudit, skipAudit } from '#outside/audit.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { changedFields, auditedChanges, isSentTwice, type Editor } from './content-changes.ts'
import { incentiveWriting, type Change, type Deps } from './writing.ts'

/** Returns the content that staff edit: the draft if there is one, else the stored content. */
export const editedContent = (incentive: Incentive): IncentiveContent => contentOf(incentive.draft ?? incentive)

/** Returns all incentives including drafts, sorted by slug. */
function listForStaff(): Promise<Incentive[]> {
  return IncentiveModel.find().sort({ slug: 1 }).lean<Incentive[]>()
}

export async function incentiveForStaff(id: string): Promise<Incentive> {
  const incentive = await IncentiveModel.findById(id).lean<Incentive>()
  if (!incentive) throw notFound()
  return incentive
}

/** Builds the editing functions for listing managers. Each change is one write with its event. */
export function incentiveEditing({ clock, changed }: Deps) {
  const write = incentiveWriting({ clock, changed })

  /**
   * Creates an unpublished incentive and returns its id. Throws a conflict when the slug is taken, because it is part of an
   * address.
   */
  async function create(slug: string, content: IncentiveContent, by: Editor): Promise<string> {
    const events = [{ at: clock.now(), by, kind: 'created' }]
    try {
      const created = await IncentiveModel.create({ slug, ...content, status: 'draft', events })
      const id = created._id.toHexString()
      recordAudit({
        action: 'incentive.created',
        subject: { kind: 'incentive', id },
        changes: auditedChanges({}, content),
      })
      return id
    } catch (error) {
      if (isDuplicateKey(error)) throw conflict('incentives.slug.taken', { cause: error })
      throw error
    }
  }

  /** Saves what is being written. For a published incentive it is stored as a draft, and the public page does not change. */
  async function save(change: Change, content: IncentiveContent): Promise<void> {
    const current = await incentiveForStaff(change.id)
    const before = editedContent(current)
    const isSaved = changedFields(before, content).length === 0
    if (isSaved && isSentTwice(current, change, ['drafted', 'edited'])) {
      skipAudit()
      return
    }
    const changes = auditedChanges(before, content)
    if (current.status === 'published' || current.draft) {
      const draft = { ...content, reason: change.reason }
      await write(change, { kind: 'drafted', set: { draft }, changes, unseen: true })
    } else {
      await write(change, { kind: 'edited', set: content, fields: changedFields(before, content), changes })
    }
  }

  /** Discards the draft. The public page does not change. */
  async function discard(change: Change): Promise<void> {
    const current = await incentiveForStaff(change.id)
    if (!current.draft && isSentTwice(current, change, ['discarded'])) {
      skipAudit()
      return
    }
    const changes = auditedChanges(editedContent(current), contentOf(current))
    await write(change, { kind: 'discarded', set: { draft: null }, changes, unseen: true })
  }

  return { list: listForStaff, one: incentiveForStaff, create, save, discard }
}

/** Names of the content fields. The compiler requires every one. */
const contentFields = {
  category: true,
  zones: true,
  national: true,
  title: true,
  summary: true,
  body: true,
  eligibility: true,
  note: true,
  reviewed: true,
  source: true,
  checkedAt: true,
  validFrom: true,
  expiresOn: true,
  confirmed: true,
  audiences: true,
  conditions: true,
  confirmEachCase: true,
} satisfies Record<keyof IncentiveContent, true>

/** Returns the content alone, without the other fields of a document. */
export function contentOf(from: IncentiveContent): IncentiveContent {
  const names = Object.keys(contentFields) as (keyof IncentiveContent)[]
  return Object.fromEntries(names.map(name => [name, from[name]])) as IncentiveContent
}
