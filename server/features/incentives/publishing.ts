import type { IncentiveContent } from '#models/incentives/incentive.ts'
import type { PublicationStatus } from '#models/incentives/content-vocabulary.ts'
import { skipAudit } from '#outside/audit.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import { changedFields, auditedChanges, isSentTwice } from './content-changes.ts'
import { contentOf, editedContent, incentiveForStaff } from './editing.ts'
import { canConfirm, canPublish } from './rules.ts'
import { incentiveWriting, type Change, type Deps } from './writing.ts'

/** Builds the functions that change what readers see. Each is one write with its event and saves everything typed. */
export function incentivePublishing({ clock, changed }: Deps) {
  const write = incentiveWriting({ clock, changed })

  /** Publishes this content and removes the draft. */
  async function publish(change: Change, next: IncentiveContent): Promise<void> {
    const current = await incentiveForStaff(change.id)
    requirePublishable(next)
    const fields = changedFields(current, next)
    const wasPublished = current.status === 'published'
    const isOut = wasPublished && !current.draft && fields.length === 0
    if (isOut && isSentTwice(current, change, ['published', 'edited'])) {
      skipAudit()
      return
    }
    await write(change, {
      kind: wasPublished ? 'edited' : 'published',
      set: { ...next, status: 'published' satisfies PublicationStatus, draft: null },
      ...(fields.length > 0 && { fields }),
      changes: auditedChanges({ ...contentOf(current), status: current.status }, { ...next, status: 'published' }),
    })
  }

  /** Hides an incentive from readers. When `content` differs from the stored content, saves it as a draft. */
  async function unpublish(change: Change, content: IncentiveContent): Promise<void> {
    const current = await incentiveForStaff(change.id)
    const before = editedContent(current)
    const status = 'draft' satisfies PublicationStatus
    const isTyped = changedFields(before, content).length > 0
    if (current.status === status && !isTyped && isSentTwice(current, change, ['unpublished'])) {
      skipAudit()
      return
    }
    const written = isTyped && { draft: { ...content, reason: change.reason } }
    const changes = auditedChanges({ ...before, status: current.status }, { ...content, status })
    await write(change, { kind: 'unpublished', set: { status, ...written }, changes })
  }

  /**
   * Records that the published content was checked against its source today. Neither its other fields nor a waiting draft
   * change. Unsaved typed content becomes a draft. Throws `conflict` when the incentive is not published or lacks what
   * publishing requires.
   */
  async function confirm(change: Change, content: IncentiveContent): Promise<void> {
    const current = await incentiveForStaff(change.id)
    const verdict = canConfirm(current)
    if (!verdict.ok) throw conflict(`incentives.refused.${verdict.reason}`)
    const before = editedContent(current)
    const hasEdits = changedFields(before, { ...content, checkedAt: before.checkedAt }).length > 0
    // The reason belongs to the draft and is published together with it.
    const confirmed = { ...change, reason: '' }
    if (!hasEdits && isSentTwice(current, confirmed, ['checked'])) {
      skipAudit()
      return
    }
    const checkedAt = cityDayOf(clock.now())
    const set = { checkedAt, ...(hasEdits && { draft: { ...content, reason: change.reason } }) }
    const changes = auditedChanges({ checkedAt: current.checkedAt }, { checkedAt })
    await write(confirmed, { kind: 'checked', set, changes })
  }

  return { publish, unpublish, confirm }
}

function requirePublishable(content: IncentiveContent): void {
  const verdict = canPublish(content)
  if (!verdict.ok) throw conflict(`incentives.refused.${verdict.reason}`)
}
