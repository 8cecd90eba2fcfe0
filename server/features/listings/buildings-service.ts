import mongoose, { type Types } from 'mongoose'
import { BuildingModel, type Building, type BuildingChange, type NewUnit } from '#models/premises/building.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { recordAudit, type Action, type FieldChange, doneBefore } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { notFound } from '#shared/errors.ts'
import { no, yes } from '#shared/verdict.ts'
import type { Log } from '#outside/log.ts'
import type { FormValues } from '#web/forms/forms.ts'
import type { ListingFacts } from '../premises/listing/listing-facts.ts'
import { unitCodeIn } from '../street/place.ts'
import { buildingValues, storedValues, type BuildingFacts } from '../street/building-facts.ts'
import { changedValues } from '../premises/listing/recording.ts'
import { laterChangesOf, type LaterChanges } from '../premises/listing/later-changes.ts'
import { changeCatalogue } from '../premises/catalogue.ts'
import { buildingTerms } from '../premises/text/terms.ts'
import { loadBuildingSurroundings, loadBuildingWithUnits } from '../street/place-around.ts'
import type { Scope } from '../premises/scope.ts'
import { movingAlong } from './bulk/bulk-progress.ts'
import { findBuildings } from './staff-search.ts'
import { listingRecords, type Author, type ListingRecords } from './listings-service.ts'
import { streetForStaff } from './staff-street.ts'

type Edit = {
  code: string
  version: number
  facts: BuildingFacts
  by: Author
  /** Reason recorded in the history. */
  reason: string
  kind?: 'edited' | 'version-restored'
  /** Bulk change that moves its premises along, from `planAlong`. */
  along?: Types.ObjectId | null
}
/** `changed`: whether something was written. It is false for the facts that are stored already, as by a form sent twice. */
type Edited = { ok: true; changed: boolean } | { ok: false; reason: 'stale' | 'floors' }
type NewBuilding = { code: string; facts: BuildingFacts; units?: { unit: number; facts: ListingFacts }[]; by: Author }
type Created =
  | { ok: true }
  | { ok: false; reason: 'code-taken' }
  | { ok: false; reason: 'unit-taken'; units: { unit: number }[] }
export type BuildingRow = Building & { premises: number }

/** Maximum number of changes kept in the document of a building: enough for years, and few enough to be read at once. */
const maxStoredChanges = 500

/** Service for the buildings of the street. Every write is one write to one document, with its event. */
export function buildingsService({ clock }: { clock: Clock }) {
  const { makeUnits } = createUnitMaker({ records: listingRecords({ clock }) })

  /** Returns all buildings, or those a colleague may work on, in the order of their codes. */
  const list = ({ buildings }: Scope): Promise<Building[]> =>
    BuildingModel.find(buildings ? { code: mongoose.trusted({ $in: [...buildings] }) } : {})
      .collation({ locale: 'en', numericOrdering: true })
      .sort({ code: 1 })
      .lean<Building[]>()

  /** Returns the same with the number of premises of each, counted on the index: 75 ms over 100,000 premises. */
  async function listCounted(scope: Scope): Promise<BuildingRow[]> {
    const counting = (await list(scope)).map(async building => {
      const found = PremisesModel.countDocuments({ buildingCode: building.code }, { hint: 'buildingCode_1_code_1' })
      return { ...building, premises: await found }
    })
    return Promise.all(counting)
  }

  /** Returns the number of buildings on the street, or of those a colleague may work on. */
  const count = ({ buildings }: Scope): Promise<number> =>
    BuildingModel.countDocuments(buildings ? { code: mongoose.trusted({ $in: [...buildings] }) } : {})

  async function get(code: string): Promise<Building> {
    const found = await known(code)
    if (!found) throw notFound()
    return found
  }

  /** Returns a building; null when it does not exist. */
  const known = (code: string): Promise<Building | null> => BuildingModel.findOne({ code }).lean<Building>()

  /**
   * Creates a building, with its units if there are any, as drafts. A crash loses none of them (`createUnitMaker`).
   */
  async function create({ code, facts, units = [], by }: NewBuilding): Promise<Created> {
    const codes = units.map(({ unit }) => unitCodeIn({ code, zone: facts.zone }, unit))
    const taken = await findTakenCodes(codes)
    if (taken.size > 0) return { ...no('unit-taken'), units: units.filter((_, at) => taken.has(codes[at] ?? '')) }
    const history = [entryOf('created', by, { version: 0 })]
    const newUnits = units.map(({ unit, facts: ofUnit }) => ({ unit, facts: ofUnit, by: { id: by.id, name: by.name } }))
    const building = { code, ...toStoredBuilding(code, facts), history, ...(newUnits.length > 0 ? { newUnits } : {}) }
    try {
      await changeCatalogue(revision => BuildingModel.create({ ...building, revision }))
    } catch (error) {
      if (isDuplicateKey(error)) return no('code-taken')
      throw error
    }
    const premises = codes.length > 0 ? [{ field: 'premises', before: null, after: codes }] : []
    recordBuildingAudit('building.created', code, [...changedValues({}, buildingValues(facts)), ...premises])
    await makeUnits({ code })
    return yes
  }

  /**
   * Changes the facts of a building; the code never changes. Premises have a copy of the zone, which is updated afterwards
   * and can be repeated.
   */
  async function edit({ code, version, facts, by, reason, kind = 'edited', along = null }: Edit): Promise<Edited> {
    await makeUnits({ code })
    const highest = await PremisesModel.findOne({ buildingCode: code }, { floor: 1 }).sort({ floor: -1 }).lean()
    if (highest && highest.floor > facts.floors) return no('floors')
    const before = await get(code)
    if (before.version !== version) return no('stale')
    const changes = changedValues(storedValues(before), buildingValues(facts))
    const entry = entryOf(kind, by, { version: version + 1, changes, note: reason })
    const saved = await changeCatalogue(async revision => {
      if (changes.length > 0 && !(await replaceBuilding({ code, version, facts, along, revision }, entry))) return false
      const otherZone = { buildingCode: code, zone: mongoose.trusted({ $ne: facts.zone }) }
      await PremisesModel.updateMany(otherZone, { $set: { zone: facts.zone, revision }, $inc: { version: 1 } })
      return true
    })
    if (!saved) return no('stale')
    if (changes.length === 0) return doneBefore({ ok: true, changed: false })
    recordBuildingAudit('building.changed', code, changes, reason)
    return { ok: true, changed: true }
  }

  const entryOf = (
    kind: string,
    { id, name }: Author,
    { note = '', changes = [], version }: Partial<BuildingChange>,
  ): BuildingChange => ({
    _id: new mongoose.Types.ObjectId(),
    at: clock.now(),
    kind,
    note,
    version: version ?? null,
    changes,
    by: new mongoose.Types.ObjectId(id),
    byName: name,
  })

  /** Returns all kept changes of a building, oldest first. */
  async function history(code: string): Promise<BuildingChange[]> {
    const found = await BuildingModel.findOne({ code }, { history: 1 }).lean<{ history?: BuildingChange[] }>()
    if (!found) throw notFound()
    return found.history ?? []
  }

  /** Returns the fields changed since a version, with their values then and who changed them. */
  const since = async (code: string, version: number): Promise<LaterChanges> =>
    laterChangesOf(changesAfter(version, await history(code)))

  /**
   * Returns the fields changed since a version, with their values then. Throws "not found" for a version older than all kept
   * changes.
   */
  async function valuesAt(code: string, version: number): Promise<FormValues> {
    const changes = await history(code)
    const oldest = changes.find(entry => entry.version !== null)?.version ?? Infinity
    if (version < oldest - 1) throw notFound()
    const later = laterChangesOf(changesAfter(version, changes))
    return Object.fromEntries([...later].map(([field, { was }]) => [field, was]))
  }

  return {
    list,
    listCounted,
    count,
    get,
    known,
    valuesAt,
    create,
    edit,
    history,
    since,
    find: findBuildings,
    street: streetForStaff,
    around: loadBuildingWithUnits,
    aroundBuilding: loadBuildingSurroundings,
    makeUnits,
    ...movingAlong({ clock }),
  }
}
export type BuildingsService = ReturnType<typeof buildingsService>

const changesAfter = (version: number, changes: readonly BuildingChange[]): BuildingChange[] =>
  changes.filter(entry => (entry.version ?? 0) > version)

const toStoredBuilding = (code: string, { latitude, longitude, ...facts }: BuildingFacts) => ({
  ...facts,
  terms: buildingTerms({ code, ...facts }),
  point: { type: 'Point' as const, coordinates: [longitude, latitude] },
})

type Replacement = Pick<Edit, 'code' | 'version' | 'facts' | 'along'> & { revision: number }
async function replaceBuilding(
  { code, version, facts, along, revision }: Replacement,
  entry: BuildingChange,
): Promise<boolean> {
  const { modifiedCount } = await BuildingModel.updateOne(
    { code, version },
    {
      $set: { ...toStoredBuilding(code, facts), revision, ...(along ? { movedAlong: along } : {}) },
      $inc: { version: 1 },
      $push: { history: { $each: [entry], $slice: -maxStoredChanges } },
    },
  )
  return modifiedCount === 1
}

const recordBuildingAudit = (action: Action, code: string, changes: readonly FieldChange[], reason = ''): void =>
  recordAudit({ action, subject: { kind: 'building', id: code, label: code }, changes, ...(reason ? { reason } : {}) })

type UnfinishedBuilding = { _id: Types.ObjectId; code: string; newUnits: NewUnit[] }

/**
 * Creates the units of new buildings. The write that creates a building includes them, because there are no transactions;
 * each is then created as a draft and removed from the list. After an interruption the rest stay in the building, and the
 * worker continues. A unit that already exists was created by a process that could not remove it from the list.
 */
function createUnitMaker({ records }: { records: Pick<ListingRecords, 'create'> }) {
  /**
   * Creates the units of one building, or of all that have some. Returns how many are done. Safe to repeat and to run
   * concurrently.
   */
  async function makeUnits({ code, log }: { code?: string; log?: Log } = {}): Promise<number> {
    const some = { 'newUnits.unit': mongoose.trusted({ $exists: true }) }
    const found = await BuildingModel.find({ ...some, ...(code ? { code } : {}) })
      .select({ code: 1, newUnits: 1 })
      .lean<UnfinishedBuilding[]>()
    for (const building of found) for (const unit of building.newUnits) await makeOne(building, unit, log)
    return found.flatMap(({ newUnits }) => newUnits).length
  }

  async function makeOne({ _id, code }: UnfinishedBuilding, { unit, facts, by }: NewUnit, log?: Log): Promise<void> {
    const asked = { building: _id.toHexString(), unit, facts: facts as ListingFacts, by }
    const made = await records.create(asked)
    if (!made.ok && !(await PremisesModel.exists({ code: made.code, buildingCode: code })))
      log?.warn({ building: code, unit: made.code, reason: made.reason }, 'a unit of a new building cannot be made')
    await BuildingModel.updateOne({ _id }, { $pull: { newUnits: { unit } } }, { timestamps: false })
  }

  return { makeUnits }
}

/** Returns the codes that other premises have. */
async function findTakenCodes(codes: readonly string[]): Promise<Set<string>> {
  const found = await PremisesModel.find({ code: mongoose.trusted({ $in: [...codes] }) }, { code: 1 }).lean<
    { code: string }[]
  >()
  return new Set(found.map(({ code }) => code))
}
