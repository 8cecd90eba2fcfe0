import { IncentiveModel, type Incentive, type IncentiveContent } from '#models/incentives/incentive.ts'
import { recordAudit } from '#outside/audit.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { changedFields, auditedChanges, isSentTwice, type Editor } from './content-changes.ts'
import { incentiveWriting, type Change, type Deps } from './writing.ts'

/** What the staff are writing: the draft where there is one, else what is stored. */
export const editedContent = (incentive: Incentive): IncentiveContent => contentOf(incentive.draft ?? incentive)

/** Drafts too, by slug. */
function listForStaff(): Promise<Incentive[]> {
  return IncentiveModel.find().sort({ slug: 1 }).lean<Incentive[]>()
}

export async function incentiveForStaff(id: string): Promise<Incentive> {
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

  /** Keeps what is being written. Beside a published text it waits as a draft, and readers see no difference. */
  async function save(change: Change, content: IncentiveContent): Promise<void> {
    const current = await incentiveForStaff(change.id)
    const before = editedContent(current)
    const isSaved = changedFields(before, content).length === 0
    if (isSaved && isSentTwice(current, change, ['drafted', 'edited'])) return
    const changes = auditedChanges(before, content)
    if (current.status === 'published' || current.draft) {
      const draft = { ...content, reason: change.reason }
      await write(change, { kind: 'drafted', set: { draft }, changes, unseen: true })
    } else {
      await write(change, { kind: 'edited', set: content, fields: changedFields(before, content), changes })
    }
  }

  /** Throws the draft away; readers see no difference. */
  async function discard(change: Change): Promise<void> {
    const current = await incentiveForStaff(change.id)
    const changes = auditedChanges(editedContent(current), contentOf(current))
    await write(change, { kind: 'discarded', set: { draft: null }, changes, unseen: true })
  }

  return { list: listForStaff, one: incentiveForStaff, create, save, discard }
}

/** Nothing else of a document is content; the compiler asks for every name. */
const contentFields = {
  ...{ category: true, zones: true, national: true, title: true, summary: true, body: true, eligibility: true },
  ...{ note: true, reviewed: true, source: true, checkedAt: true, validFrom: true, expiresOn: true, confirmed: true },
  ...{ audiences: true, conditions: true, confirmEachCase: true },
} satisfies Record<keyof IncentiveContent, true>

/** The content alone, without what a document keeps beside it. */
export function contentOf(from: IncentiveContent): IncentiveContent {
  const names = Object.keys(contentFields) as (keyof IncentiveContent)[]
  return Object.fromEntries(names.map(name => [name, from[name]])) as IncentiveContent
}
