import { createHash } from 'node:crypto'
import { mongo } from 'mongoose'
import type { Migration, MigrationContext } from '../outside/database/migrations.ts'
import { addDays, addMonths, cityDayOf, startOfCityDay } from '../shared/days/city-day.ts'

type Db = MigrationContext['db']
const batch = 500
const meant = {
  draft: 'draft',
  available: 'shown',
  paused: 'paused',
  archived: 'archived',
  held: 'shown',
  let: 'shown',
}

type Listing = {
  _id: mongo.ObjectId
  code: string
  status: string
  intent?: string
  hold?: { application?: mongo.ObjectId } | null
  events?: { at: Date; kind: string }[]
  publishAt?: Date | null
  createdAt?: Date
  rentFreeMonths?: number
  marketRentPerSqMMonthFen?: number
  areaUsableSqM?: number
  demo?: boolean
}
type Case = { _id: mongo.ObjectId; state: string; heldPremises: string }
type Holder = { kind: 'application' | 'earlier-tenancy'; id: mongo.ObjectId }

/**
 * The status of a listing said both what is intended for it and who has the premises (ADR 63). Now each premises that
 * somebody has gets an occupancy record: for the case that keeps it, otherwise for a tenancy from before the site
 * (ADR 64). The intent of a listing is derived from its status. A status that hid that somebody has the premises is
 * corrected.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const cases = await recordCases(db)
    const earlier = await recordEarlier(db)
    await sayIntents(db)
    const mended = await mendStatuses(db)
    await db.collection('premises').updateMany({ 'hold.until': { $exists: true } }, { $unset: { 'hold.until': 1 } })
    const months = await countAgain(db)
    // Processes with the catalogue in memory read it again.
    await db
      .collection<{ _id: string }>('catalogue')
      .updateOne({ _id: 'catalogue' }, { $set: { era: new mongo.ObjectId() }, $inc: { revision: 1 } })
    log.info({ cases, earlier, mended, months }, 'who has which premises is recorded')
  },
}

async function recordCases(db: Db): Promise<number> {
  const keeping = db
    .collection<Case>('applications')
    .find({ heldPremises: { $type: 'string' } }, { projection: { state: 1, heldPremises: 1 } })
  let recorded = 0
  for await (const { _id, state, heldPremises } of keeping) {
    const status = state === 'contracted' ? 'let' : 'held'
    await record(db, heldPremises, status, { kind: 'application', id: _id })
    recorded += 1
  }
  return recorded
}

async function record(db: Db, premises: string, status: string, holder: Holder): Promise<void> {
  const claim = new mongo.ObjectId()
  await db
    .collection('occupancies')
    .updateOne(
      { premises },
      { $setOnInsert: { status, holder, claim, claimedAt: new Date(), pending: null } },
      { upsert: true },
    )
}

/** Returns the codes for which an effect of a case has yet to record who has them. */
async function toBeSaid(db: Db): Promise<Set<string>> {
  const waiting = db
    .collection<{ pendingEffects: { kind: string; facts?: { code?: string } }[] }>('applications')
    .find({ 'pendingEffects.kind': 'premises' }, { projection: { pendingEffects: 1 } })
  const codes = new Set<string>()
  for await (const { pendingEffects } of waiting) {
    const later = pendingEffects.filter(({ kind }) => kind === 'premises')
    for (const code of later.flatMap(({ facts }) => facts?.code ?? [])) codes.add(code)
  }
  return codes
}

/**
 * Creates earlier tenancies for premises that are held or let without a case. The ids stay the same however often this runs.
 */
async function recordEarlier(db: Db): Promise<number> {
  const later = await toBeSaid(db)
  const taken = db.collection<Listing>('premises').find({ status: { $in: ['held', 'let'] } })
  let made = 0
  for await (const listing of taken.batchSize(batch)) {
    const { code, status } = listing
    if (later.has(code) || (await db.collection('occupancies').findOne({ premises: code }))) continue
    const tenancy = tenancyOf(listing)
    const { _id, ...told } = tenancy
    await db.collection('earlier_tenancies').updateOne({ _id }, { $setOnInsert: told }, { upsert: true })
    await record(db, code, status, { kind: 'earlier-tenancy', id: _id })
    made += 1
  }
  return made
}

function tenancyOf(listing: Listing) {
  const { code, status, demo = false, rentFreeMonths = 36, marketRentPerSqMMonthFen = 0, areaUsableSqM = 0 } = listing
  const _id = new mongo.ObjectId(createHash('sha256').update(`earlier-tenancy ${code}`).digest('hex').slice(0, 24))
  const since = cityDayOf(sinceOf(listing))
  const now = new Date()
  // For a demonstration the terms are invented like the rest. In real data the listing does not tell what the city agreed
  // with whom.
  const rent = demo
    ? { rent: 'free', rentFreeUntil: addDays(addMonths(since, rentFreeMonths), -1) }
    : { rent: 'unknown', rentFreeUntil: null }
  return {
    _id,
    premises: code,
    state: status,
    taken: status,
    tenant: '',
    since,
    until: null,
    ...rent,
    terms: '',
    rentMonthFen: Math.round(marketRentPerSqMMonthFen * areaUsableSqM),
    unsettled: false,
    revision: 0,
    demo,
    events: [{ _id: new mongo.ObjectId(), at: now, by: { kind: 'system' }, kind: 'entered' }],
    createdAt: now,
    updatedAt: now,
  }
}

const sinceOf = ({ status, events = [], publishAt, createdAt }: Listing): Date =>
  events.findLast(({ kind }) => kind === status)?.at ?? publishAt ?? createdAt ?? new Date()

async function sayIntents(db: Db): Promise<void> {
  for (const [status, intent] of Object.entries(meant))
    await db.collection('premises').updateMany({ status, intent: { $exists: false } }, { $set: { intent } })
}

/**
 * Corrects listings that differ from the occupancy record, which is right: paused or archived while somebody had the
 * premises, or shown as available. An archived one gets the intent `paused` for when it becomes free.
 */
async function mendStatuses(db: Db): Promise<number> {
  const later = await toBeSaid(db)
  const records = db.collection<{ premises: string; status: string; holder: Holder }>('occupancies').find()
  let mended = 0
  for await (const { premises: code, status, holder } of records.batchSize(batch)) {
    const listing = await db.collection<Listing>('premises').findOne({ code })
    if (!listing || listing.status === status || later.has(code)) continue
    const intent = listing.status === 'archived' ? 'paused' : (listing.intent ?? 'shown')
    const hold = holder.kind === 'application' ? { application: holder.id } : null
    const entry = new mongo.ObjectId()
    const act = { at: new Date(), kind: status, by: null, byName: '', note: '' }
    const told: mongo.Document = {
      events: { $each: [{ ...act, entry }], $slice: -100 },
      unfiled: { _id: entry, ...act, version: null, changes: [] },
    }
    const update = { $set: { status, intent, hold }, $inc: { version: 1 }, $push: told }
    await db.collection('premises').updateOne({ code, status: listing.status }, update)
    mended += 1
  }
  return mended
}

const live = ['handover', 'fit_out', 'trading', 'expiring', 'renewed', 'converted_to_paid', 'notice', 'breach_cure']

/**
 * Recounts the let premises of published months, which left out tenancies from before the site. Everything else in them
 * stays.
 */
async function countAgain(db: Db): Promise<number> {
  const months = await db.collection<{ _id: string }>('monthly_figures').find().toArray()
  for (const { _id } of months) {
    const day = addMonths(`${_id}-01`, 1)
    const after = startOfCityDay(day)
    const tenancies = await db.collection('tenancies').countDocuments({
      handoverOn: { $lt: day },
      $or: [{ state: { $in: [...live, 'suspended'] } }, { stateSince: { $gte: after } }],
    })
    const earlier = await db.collection('earlier_tenancies').countDocuments({ taken: 'let', since: { $lt: day } })
    await db
      .collection<{ _id: string }>('monthly_figures')
      .updateOne({ _id }, { $set: { 'occupancy.let': tenancies + earlier } })
  }
  return months.length
}
