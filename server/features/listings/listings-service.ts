import { BuildingModel, type Building } from '#models/premises/building.ts'
import type { OccupiedStatus } from '#models/premises/occupancy.ts'
import { type Premises, PremisesModel } from '#models/premises/premises.ts'
import type { Clock } from '#outside/clock.ts'
import { doneBefore, recordAudit } from '#outside/audit.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { no, type Verdict, yes } from '#shared/verdict.ts'
import type { ListingFacts } from '../premises/listing/listing-facts.ts'
import { changeCatalogue } from '../premises/catalogue.ts'
import { changesOf, createEventPush, createEventsPush, recordListingAudit } from '../premises/listing/recording.ts'
import {
  readStateFilter,
  canMove,
  intentOf,
  listingMoves,
  occupiedStatusOf,
  statusOf,
  type managersMoves,
} from '../premises/listing/intent.ts'
import { occupancyService, occupancyEvents } from '../premises/occupancy/occupancy.ts'
import { findOccupied } from '../premises/occupancy/summaries.ts'
import { canPublish, derivedOf, type PublishingObstacle } from '../premises/rules.ts'
import { writeListing } from '../premises/listing/listing-write.ts'
import { unitCodeIn } from '../street/place.ts'
import { storeTexts } from '../premises/text/texts.ts'
import { statusCounts } from '../premises/occupancy/occupancy-days.ts'
import { fillEmptyParts } from '../premises/listing/stored.ts'
import { isAsShown, type ShownMarks } from './form/shown-marks.ts'
import { changedFields, outdatedReviews, withoutOutdatedReviews, withUnchangedInstants } from './listing-changes.ts'

export type Author = { id: string; name: string }
type NewListing = {
  building: string
  unit: number
  facts: ListingFacts
  by: Author
  /** The premises it is copied from, and the copied pictures. */
  copyOf?: { code: string; pictures: Pick<Premises, 'photos' | 'floorPlan'> }
}
type Edit = {
  code: string
  version: number
  facts: ListingFacts
  by: Author
  /** Reason recorded in the history. */
  reason?: string
  kind?: 'edited' | 'version-restored'
}
/** Languages whose texts must be reviewed again. */
type OutdatedReviews = { fallen?: readonly Locale[] }
type Move = {
  code: string
  move: (typeof managersMoves)[number]
  note: string
  by: Author
  /** What the page with the form showed. */
  shown?: ShownMarks
}
type Deps = { clock: Clock }

/** Records of the listings for listing managers. Every write is one write to one document, with its event. */
export function listingRecords({ clock }: Deps) {
  const { show } = occupancyService({ clock })
  const act = (kind: string, by: Author, note = '') => ({ at: clock.now(), kind, by, note })

  async function get(code: string): Promise<Premises> {
    const found = await PremisesModel.findOne({ code }).lean<Premises>()
    if (!found) throw notFound()
    return fillEmptyParts(found)
  }

  const exists = async (code: string): Promise<boolean> => (await PremisesModel.exists({ code })) !== null

  /** Creates a draft and returns its code, which tells its place and never changes. Refuses a code that is taken. */
  async function create({
    building: buildingId,
    unit,
    facts,
    by,
    copyOf,
  }: NewListing): Promise<Verdict<'code-taken' | 'floor'> & { code: string }> {
    const building = await buildingOf(buildingId)
    const code = unitCodeIn(building, unit)
    if (facts.floor > building.floors) return { ...no('floor'), code }
    const identity = { code, building: building._id, buildingCode: building.code, zone: building.zone }
    try {
      const { events, unfiled } = createEventPush(act('created', by, copyOf?.code), { version: 0 })
      const history = { events: events.$each, unfiled: [unfiled] }
      const premises = {
        ...identity,
        ...facts,
        ...derivedOf({ ...identity, ...facts }),
        ...copyOf?.pictures,
        intent: 'draft' as const,
        ...history,
      }
      await storeTexts([facts])
      await changeCatalogue(revision => PremisesModel.create({ ...premises, revision }))
    } catch (error) {
      if (isDuplicateKey(error)) return { ...no('code-taken'), code }
      throw error
    }
    const changes = copyOf ? [{ field: 'copiedFrom', before: null, after: copyOf.code }] : []
    recordAudit({ action: 'premises.created', subject: { kind: 'premises', id: code, label: code }, changes })
    return { ...yes, code }
  }

  /** Saves what was typed. If somebody saved in between, nothing is written and the result is "stale". */
  async function edit(request: Edit): Promise<Verdict<'stale' | 'floor'> & OutdatedReviews> {
    const { code, version, by, reason = '', kind = 'edited' } = request
    const before = await get(code)
    const edited = withUnchangedInstants(before, request.facts)
    const fallen = outdatedReviews(before, edited)
    const facts = withoutOutdatedReviews(edited, fallen)
    const { floors } = await buildingOf(before.building.toString())
    if (facts.floor > floors) return no('floor')
    if (before.version !== version) return no('stale')
    const changes = changesOf(before, facts)
    if (changes.length === 0) return doneBefore(yes)
    const brief = changedFields(before, facts).join(' ')
    const derived = derivedOf({ ...before, ...facts })
    await storeTexts([facts])
    const written = await writeListing({
      was: before,
      provided: { version },
      set: { ...facts, ...derived },
      told: createEventPush(act(kind, by, reason), { version: version + 1, changes, brief }),
    })
    if (!written) return no('stale')
    recordListingAudit({ code, kind }, changes, reason)
    return { ...yes, fallen }
  }

  /**
   * Publishes, pauses, resumes, archives or restores a listing by setting its intent. An occupancy takes precedence over it,
   * and an occupied listing is not taken off the site. The listing as read is part of the filter, so of two concurrent moves
   * only one succeeds. Refuses a unit that is no longer as the page showed it ("since").
   */
  async function move({
    code,
    move: name,
    note,
    by,
    shown,
  }: Move): Promise<Verdict<'wrong-status' | 'since' | PublishingObstacle>> {
    const premises = await get(code)
    const guard = createMoveGuard(premises, shown)
    if (shown && !isAsShown(premises, name, shown)) return no('since')
    const record = (await findOccupied([code])).get(code) ?? null
    const occupied = occupiedStatusOf(premises, record)
    const verdict = checkMove(occupied ? { ...premises, intent: intentOf(premises), status: occupied } : premises, name)
    if (!verdict.ok) return verdict
    const publishing = name === 'publish' && !premises.publishAt ? { publishAt: clock.now() } : {}
    const { to: intent } = listingMoves[name]
    const status = statusOf(intent, occupied)
    const moved = await writeListing({
      was: premises,
      provided: guard.filter,
      set: { intent, status, ...publishing },
      told: createEventsPush([act(eventOf[name], by, note), ...occupancyEvents(status, clock.now())]),
    })
    if (!moved) return no(guard.refusal)
    await refreshIfOccupancyChanged(code, record)
    if (name === 'archive' && intentOf(await get(code)) !== intent) return no('wrong-status')
    recordListingAudit(
      { code, kind: eventOf[name] },
      [{ field: 'status', before: premises.status, after: status }],
      note,
    )
    return yes
  }

  /** Updates the listing when its occupancy changed while it was written. */
  async function refreshIfOccupancyChanged(code: string, expected: OccupiedStatus | null): Promise<void> {
    const now = (await findOccupied([code])).get(code) ?? null
    if (now !== expected) await show(code, { putBack: true })
  }

  async function buildingOf(id: string): Promise<Building> {
    const building = await BuildingModel.findById(id).lean<Building>()
    if (!building) throw conflict('listing.building-gone')
    return building
  }

  return { get, exists, counts: statusCounts, create, edit, move }
}
export type ListingRecords = ReturnType<typeof listingRecords>

const eventOf = {
  publish: 'published',
  pause: 'paused',
  resume: 'resumed',
  archive: 'archived',
  restore: 'restored',
} as const

/** A form that says what its page showed is also held to it while it is written: by the version that was compared. */
const createMoveGuard = (premises: Premises, shown: ShownMarks | undefined) =>
  shown
    ? { filter: { ...readStateFilter(premises), version: premises.version }, refusal: 'since' as const }
    : { filter: readStateFilter(premises), refusal: 'wrong-status' as const }

function checkMove(premises: Premises, move: Move['move']): Verdict<'wrong-status' | PublishingObstacle> {
  const verdict = canMove(premises, move)
  return verdict.ok && move === 'publish' ? canPublish(premises) : verdict
}
