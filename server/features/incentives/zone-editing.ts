import { ZoneModel, type ZoneContent, type ZonePage, type ZoneRecord } from '#models/incentives/zone.ts'
import { recordAudit, type FieldChange, skipAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { auditedChanges, isSentTwice, type Editor } from './content-changes.ts'

/** A change names the version it was made from. Throws `conflict` when somebody saved meanwhile. */
type Change = { slug: ZonePage; version: number; by: Editor }
type Act = 'drafted' | 'published' | 'discarded'
type Deps = { clock: Clock; changed: () => Promise<void> }

/** Returns the content that staff edit: the draft if there is one, else the published content. */
export function editedZone(zone: ZoneRecord): ZoneContent {
  const { name, summary, body = {}, facts } = zone.draft ?? zone
  return { name, summary, body, facts }
}

/** Builds the editing functions for the pages of the zones. Each change is one write with its event. */
export function zoneEditing({ clock, changed }: Deps) {
  const listForStaff = (): Promise<ZoneRecord[]> => ZoneModel.find().lean<ZoneRecord[]>()

  async function zoneForStaff(slug: ZonePage): Promise<ZoneRecord> {
    const zone = await ZoneModel.findOne({ slug }).lean<ZoneRecord>()
    if (!zone) throw notFound()
    return zone
  }

  /** Saves a draft. The public page does not change. */
  async function save(change: Change, content: ZoneContent): Promise<void> {
    const zone = await zoneForStaff(change.slug)
    const changes = auditedZoneChanges(editedZone(zone), content)
    if (changes.length === 0 && isSentTwice(zone, change, ['drafted'])) {
      skipAudit()
      return
    }
    await write(change, 'drafted', { set: { draft: content }, changes })
  }

  /** Publishes this content and removes the draft. */
  async function publish(change: Change, content: ZoneContent): Promise<void> {
    const zone = await zoneForStaff(change.slug)
    const changes = auditedZoneChanges(editedZone({ ...zone, draft: null }), content)
    if (changes.length === 0 && !zone.draft && isSentTwice(zone, change, ['published'])) {
      skipAudit()
      return
    }
    await write(change, 'published', { set: { ...content, draft: null }, changes })
    await changed()
  }

  async function discard(change: Change): Promise<void> {
    const zone = await zoneForStaff(change.slug)
    if (!zone.draft && isSentTwice(zone, change, ['discarded'])) {
      skipAudit()
      return
    }
    const changes = auditedZoneChanges(editedZone(zone), editedZone({ ...zone, draft: null }))
    await write(change, 'discarded', { set: { draft: null }, changes })
  }

  async function write(
    { slug, version, by }: Change,
    kind: Act,
    { set, changes }: { set: object; changes: FieldChange[] },
  ): Promise<void> {
    const { matchedCount } = await ZoneModel.updateOne(
      { slug, version },
      { $set: set, $inc: { version: 1 }, $push: { events: { at: clock.now(), by, kind } } },
      // The date of the last change is that of the published content.
      { timestamps: kind === 'published' },
    )
    if (matchedCount === 0) throw conflict('error.stale', { facts: { slug, version } })
    recordAudit({ action: `zone.${kind}`, subject: { kind: 'zone', id: slug, label: slug }, changes })
  }

  return { listForStaff, zoneForStaff, save, publish, discard }
}

/** Returns the changes for the audit trail: those of each fact, and the order of the facts that remain. */
const auditedZoneChanges = (before: ZoneContent, after: ZoneContent): FieldChange[] =>
  auditedChanges(
    { ...factsByKey(before), factOrder: factOrderOf(before, after) },
    { ...factsByKey(after), factOrder: factOrderOf(after, before) },
  )

/** Returns the order as one line, because lists of words are compared without their order. */
const factOrderOf = ({ facts }: ZoneContent, other: ZoneContent): string =>
  facts.flatMap(({ key }) => (other.facts.some(fact => fact.key === key) ? [key] : [])).join(', ')

/** Returns the facts by key, so that the audit trail names the changed fact instead of the whole list. */
const factsByKey = ({ facts, ...texts }: ZoneContent): object => ({
  ...texts,
  fact: Object.fromEntries(facts.map(({ key, ...fact }) => [key, fact])),
})
