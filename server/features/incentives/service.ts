import { IncentiveModel, type Incentive } from '#models/incentives/incentive.ts'
import { type Audience, type IncentiveCategory, incentiveCategories } from '#models/incentives/content-vocabulary.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Zone } from '#models/premises/parts/premises-vocabulary.ts'
import { ZoneModel, type ZonePage, type ZoneRecord } from '#models/incentives/zone.ts'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import type { PublicContent } from '#outside/public-content.ts'
import { cacheByStamp } from '#shared/stamped-memory.ts'
import { editedContent, incentiveEditing } from './editing.ts'
import { incentivePublishing } from './publishing.ts'
import { withRentFreeDocument, withRentFreeFact } from './rent-free-document.ts'
import { stateOf, statesOf, type IncentiveState } from './rules.ts'
import { seedStartingContent } from './seed.ts'
import { incentiveWork } from './work.ts'
import { editedZone, zoneEditing } from './zone-editing.ts'

/** A published incentive with its states today. */
export type ShownIncentive = Omit<Incentive, 'events' | 'draft'> & { states: IncentiveState[] }
/** A line about an incentive for the page of a premises. */
export type IncentiveLine = {
  slug: string
  category: IncentiveCategory
  title: LocalisedText
  note: LocalisedText
  state: IncentiveState
  /** Year of its source. */
  year: string
}
/** Kinds of events about drafts, which are visible only to staff. */
const staffOnlyKinds = new Set(['drafted', 'discarded'])

/** A public entry of the history. */
export type PublicChange = { at: Date; kind: string; reason: string; fields: string[] }
export type IncentiveFilter = {
  zone?: Zone | undefined
  category?: IncentiveCategory | undefined
  audience?: Audience | undefined
}

type Deps = { clock: Clock; content: PublicContent }

/**
 * Builds the service for incentives and zones. The published ones are few and shown on many pages, so they are cached until
 * one changes.
 */
export function incentivesService({ clock, content }: Deps) {
  const published = cacheByStamp(content.stamp, () =>
    IncentiveModel.find({ status: 'published' }, { events: 0, draft: 0 }).lean<Omit<Incentive, 'events' | 'draft'>[]>(),
  )
  const allZones = cacheByStamp(content.stamp, () => ZoneModel.find({}, { draft: 0, events: 0 }).lean<ZoneRecord[]>())
  const drafts = incentiveEditing({ clock, changed: content.changed })

  /** Returns the published incentives that match. Expired ones are included, at the end. */
  async function list({ zone, category, audience }: IncentiveFilter = {}): Promise<ShownIncentive[]> {
    const day = cityDayOf(clock.now())
    const all = await published()
    return all
      .filter(incentive => !zone || incentive.zones.includes(zone))
      .filter(incentive => !category || incentive.category === category)
      .filter(incentive => !audience || incentive.audiences.includes(audience))
      .map(withRentFreeDocument)
      .map(incentive => ({ ...incentive, states: statesOf(incentive, day) }))
      .sort(byRank)
  }

  async function bySlug(slug: string): Promise<ShownIncentive | null> {
    const all = await list()
    return all.find(incentive => incentive.slug === slug) ?? null
  }

  /** Returns an incentive as readers would see it if its draft were published today. For staff. */
  async function preview(id: string): Promise<ShownIncentive> {
    const incentive = await drafts.one(id)
    const shown = withRentFreeDocument({ ...incentive, ...editedContent(incentive) })
    return { ...shown, states: statesOf(shown, cityDayOf(clock.now())) }
  }

  /** Returns the history of a published incentive, newest first, without names. */
  async function historyOf(slug: string): Promise<PublicChange[]> {
    const incentive = await IncentiveModel.findOne({ slug, status: 'published' }, { events: 1 }).lean<Incentive>()
    const events = incentive?.events.filter(({ kind }) => !staffOnlyKinds.has(kind)) ?? []
    return events.toReversed().map(({ at, kind, reason, fields }) => ({
      at,
      kind,
      reason: reason ?? '',
      fields: fields ?? [],
    }))
  }

  /** Returns the incentives for premises in this zone, in short form. */
  async function forZone(zone: Zone): Promise<IncentiveLine[]> {
    const day = cityDayOf(clock.now())
    const all = await list({ zone })
    return all.map(({ slug, category, title, note, ...dated }) => ({
      slug,
      category,
      title,
      note,
      state: stateOf(dated, day),
      year: dated.source.date.slice(0, 4),
    }))
  }

  const ofZones = zoneEditing({ clock, changed: content.changed })
  const zones = {
    ...ofZones,
    /** Returns a zone as readers would see it if its draft were published today. For staff. */
    async preview(slug: ZonePage): Promise<ZoneRecord> {
      const zone = await ofZones.zoneForStaff(slug)
      const content = editedZone(zone)
      return { ...zone, ...content, facts: withRentFreeFact(content.facts) }
    },
    async list(): Promise<ZoneRecord[]> {
      return (await allZones()).map(zone => ({ ...zone, facts: withRentFreeFact(zone.facts) }))
    },
    async bySlug(slug: ZonePage): Promise<ZoneRecord | null> {
      const all = await zones.list()
      return all.find(zone => zone.slug === slug) ?? null
    },
  }

  async function seed(): Promise<void> {
    await seedStartingContent(clock.now())
    await content.changed()
  }

  return {
    list,
    bySlug,
    historyOf,
    preview,
    forZone,
    zones,
    drafts,
    publishing: incentivePublishing({ clock, changed: content.changed }),
    work: incentiveWork({ drafts, zones: ofZones.listForStaff }),
    seedStartingContent: seed,
  }
}

export type IncentivesService = ReturnType<typeof incentivesService>

/** Sorts expired ones last, then by category, then by slug. */
function byRank(a: ShownIncentive, b: ShownIncentive): number {
  return (
    Number(a.states.includes('expired')) - Number(b.states.includes('expired')) ||
    incentiveCategories.indexOf(a.category) - incentiveCategories.indexOf(b.category) ||
    a.slug.localeCompare(b.slug)
  )
}
