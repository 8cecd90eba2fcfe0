import { ZoneModel, type ZoneContent, type ZonePage, type ZoneRecord } from '#models/incentives/zone.ts'
import { recordAudit, type FieldChange } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { auditedChanges, isSentTwice, type Editor } from './content-changes.ts'

/** A change names the version it was made from; `conflict` when somebody was quicker. */
type Change = { slug: ZonePage; version: number; by: Editor }
type Act = 'drafted' | 'published' | 'discarded'
type Deps = { clock: Clock; changed: () => Promise<void> }

/** What the staff are writing: the draft where there is one, else what readers see. */
export function editedZone(zone: ZoneRecord): ZoneContent {
  const { name, summary, body = {}, facts } = zone.draft ?? zone
  return { name, summary, body, facts }
}

/** What the listing manager does with the pages of the zones. Each change is one write with its event. */
export function zoneEditing({ clock, changed }: Deps) {
  const listForStaff = (): Promise<ZoneRecord[]> => ZoneModel.find().lean<ZoneRecord[]>()

  async function zoneForStaff(slug: ZonePage): Promise<ZoneRecord> {
    const zone = await ZoneModel.findOne({ slug }).lean<ZoneRecord>()
    if (!zone) throw notFound()
    return zone
  }

  /** Keeps a draft; readers see no difference. */
  async function save(change: Change, content: ZoneContent): Promise<void> {
    const zone = await zoneForStaff(change.slug)
    const changes = told(editedZone(zone), content)
    if (changes.length === 0 && isSentTwice(zone, change, ['drafted'])) return
    await write(change, 'drafted', { set: { draft: content }, changes })
  }

  /** Readers see this from now on; the draft is done with. */
  async function publish(change: Change, content: ZoneContent): Promise<void> {
    const zone = await zoneForStaff(change.slug)
    const changes = told(editedZone({ ...zone, draft: null }), content)
    if (changes.length === 0 && !zone.draft && isSentTwice(zone, change, ['published'])) return
    await write(change, 'published', { set: { ...content, draft: null }, changes })
    await changed()
  }

  /** Throws the draft away. */
  async function discard(change: Change): Promise<void> {
    const zone = await zoneForStaff(change.slug)
    const changes = told(editedZone(zone), editedZone({ ...zone, draft: null }))
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
      // The day of the last change is that of what readers see.
      { timestamps: kind === 'published' },
    )
    if (matchedCount === 0) throw conflict('error.stale', { facts: { slug, version } })
    recordAudit({ action: `zone.${kind}`, subject: { kind: 'zone', id: slug, label: slug }, changes })
  }

  return { listForStaff, zoneForStaff, save, publish, discard }
}

/** What the trail is told: what became of each fact, and how those that stayed stand among themselves. */
const told = (before: ZoneContent, after: ZoneContent): FieldChange[] =>
  auditedChanges(
    { ...byKey(before), factOrder: orderOf(before, after) },
    { ...byKey(after), factOrder: orderOf(after, before) },
  )

/** In one line, for a list of words would be told as if it had no order. */
const orderOf = ({ facts }: ZoneContent, other: ZoneContent): string =>
  facts.flatMap(({ key }) => (other.facts.some(fact => fact.key === key) ? [key] : [])).join(', ')

/** So that the trail names the fact that was changed, not the whole list. */
const byKey = ({ facts, ...texts }: ZoneContent): object => ({
  ...texts,
  fact: Object.fromEntries(facts.map(({ key, ...fact }) => [key, fact])),
})
