import type { IncentiveContent } from '../../../models/incentive.ts'
import type { PublicationStatus } from '../../../models/parts/content-vocabulary.ts'
import { conflict } from '../../shared/errors.ts'
import { changedFields, toldChanges } from './content-changes.ts'
import { contentOf, editedContent, oneForStaff } from './editing.ts'
import { canPublish } from './rules.ts'
import { incentiveWriting, type Change, type Deps } from './writing.ts'

/** What changes for readers. Each is one write with its event, and keeps all that the listing manager has typed. */
export function incentivePublishing({ clock, changed }: Deps) {
  const write = incentiveWriting({ clock, changed })

  /** Readers see this content from now on. The draft is done with. */
  async function publish(change: Change, next: IncentiveContent): Promise<void> {
    const current = await oneForStaff(change.id)
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

  /** Takes it from readers; `content`, where it says something else than what is kept, is kept as a draft with it. */
  async function unpublish(change: Change, content: IncentiveContent): Promise<void> {
    const current = await oneForStaff(change.id)
    const before = editedContent(current)
    const status = 'draft' satisfies PublicationStatus
    const written = changedFields(before, content).length > 0 && { draft: { ...content, reason: change.reason } }
    const changes = toldChanges({ ...before, status: current.status }, { ...content, status })
    await write(change, { kind: 'unpublished', set: { status, ...written }, changes })
  }

  return { publish, unpublish }
}

function requirePublishable(content: IncentiveContent): void {
  const verdict = canPublish(content)
  if (!verdict.ok) throw conflict(`incentives.refused.${verdict.reason}`)
}
