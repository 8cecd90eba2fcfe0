import type { IncentiveContent } from '#models/incentives/incentive.ts'
import type { PublicationStatus } from '#models/incentives/content-vocabulary.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import { changedFields, auditedChanges, isSentTwice } from './content-changes.ts'
import { contentOf, editedContent, incentiveForStaff } from './editing.ts'
import { canConfirm, canPublish } from './rules.ts'
import { incentiveWriting, type Change, type Deps } from './writing.ts'

/** What changes for readers. Each is one write with its event, and keeps all that the listing manager has typed. */
export function incentivePublishing({ clock, changed }: Deps) {
  const write = incentiveWriting({ clock, changed })

  /** Readers see this content from now on. The draft is done with. */
  async function publish(change: Change, next: IncentiveContent): Promise<void> {
    const current = await incentiveForStaff(change.id)
    requirePublishable(next)
    const fields = changedFields(current, next)
    const wasPublished = current.status === 'published'
    const isOut = wasPublished && !current.draft && fields.length === 0
    if (isOut && isSentTwice(current, change, ['published', 'edited'])) return
    await write(change, {
      kind: wasPublished ? 'edited' : 'published',
      set: { ...next, status: 'published' satisfies PublicationStatus, draft: null },
      ...(fields.length > 0 && { fields }),
      changes: auditedChanges({ ...contentOf(current), status: current.status }, { ...next, status: 'published' }),
    })
  }

  /** Takes it from readers; `content`, where it says something else than what is kept, is kept as a draft with it. */
  async function unpublish(change: Change, content: IncentiveContent): Promise<void> {
    const current = await incentiveForStaff(change.id)
    const before = editedContent(current)
    const status = 'draft' satisfies PublicationStatus
    const written = changedFields(before, content).length > 0 && { draft: { ...content, reason: change.reason } }
    const changes = auditedChanges({ ...before, status: current.status }, { ...content, status })
    await write(change, { kind: 'unpublished', set: { status, ...written }, changes })
  }

  /**
   * Tells readers that what they see was held against its source today; nothing else of it changes, nor does a draft that
   * waits. What is typed and is not kept yet becomes a draft. `conflict` when there is nothing to check it against.
   */
  async function confirm(change: Change, content: IncentiveContent): Promise<void> {
    const current = await incentiveForStaff(change.id)
    const verdict = canConfirm(current)
    if (!verdict.ok) throw conflict(`incentives.refused.${verdict.reason}`)
    const before = editedContent(current)
    const isTyped = changedFields(before, { ...content, checkedAt: before.checkedAt }).length > 0
    const checkedAt = cityDayOf(clock.now())
    const set = { checkedAt, ...(isTyped && { draft: { ...content, reason: change.reason } }) }
    // The reason is of the draft: readers will have it with what it explains.
    await write(
      { ...change, reason: '' },
      {
        kind: 'checked',
        set,
        changes: auditedChanges({ checkedAt: current.checkedAt }, { checkedAt }),
      },
    )
  }

  return { publish, unpublish, confirm }
}

function requirePublishable(content: IncentiveContent): void {
  const verdict = canPublish(content)
  if (!verdict.ok) throw conflict(`incentives.refused.${verdict.reason}`)
}
