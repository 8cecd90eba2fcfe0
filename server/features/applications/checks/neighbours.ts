import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Problem, Rule } from '#shared/checks.ts'
import { occupancyStatusOf } from '#features/cases/occupancy.ts'

/** `existing` returns those of these ids that have an account. */
export type AccountsToCheck = { people: { known(ids: readonly string[]): Promise<Set<string>> } }
/**
 * Holder of a premises according to its listing. `earlier`: the holder is a tenant from before the site, according to the
 * record.
 */
type ListedHold = { code: string; status: string; application: string | null; earlier?: boolean }
/** Occupancy record of a premises that a case holds. */
type Record = { code: string; status: string; application: string; pending: number | null }
/** Stored status of a listing, and the status derived from intent and occupancy. */
type ListedStatus = { code: string; status: string; derived: string }
export type ListingsToCheck = {
  holds(codes: readonly string[]): Promise<Map<string, ListedHold>>
  /** All listings that name a holder. */
  taken(): AsyncIterable<ListedHold>
  /** Occupancy records of all premises held by cases. */
  kept(): AsyncIterable<Record>
  /** Statuses of all listings. */
  statuses(): AsyncIterable<ListedStatus>
}

export type SummariesToCheck = {
  /** Occupancy of those of these premises that are taken, by code. */
  occupied(codes: readonly string[]): Promise<Map<string, string>>
}
export type DocumentsToCheck = {
  /** Those of these documents that exist completely, each with the id of its application. */
  present: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** Checks that the applicant of every case has an account. */
export function applicantRule(accounts: AccountsToCheck): Rule<Application> {
  return {
    name: 'every applicant has an account',
    level: 'violation',
    async find(batch) {
      const existing = await accounts.people.known(batch.map(({ applicant }) => applicant.toHexString()))
      return batch
        .filter(({ anonymisedAt, applicantLeftAt }) => !anonymisedAt && !applicantLeftAt)
        .filter(({ applicant }) => !existing.has(applicant.toHexString()))
        .map(({ _id }) => ({ id: _id.toHexString(), why: 'its account is not there' }))
    },
  }
}

/** Checks from cases to listings: the listing of a held premises must name the case, once all effects are done. */
export function holdRule(listings: ListingsToCheck): Rule<Application> {
  return {
    name: 'the listing of a premises that a case keeps says so',
    level: 'violation',
    async find(batch) {
      const holding = batch.filter(({ heldPremises }) => heldPremises)
      if (holding.length === 0) return []
      const listed = await listings.holds(holding.map(codeOf))
      const wrong = holding.filter(one => problemWith(one, listed.get(codeOf(one))) !== null)
      const late = await findWithPendingEffects(wrong.map(codeOf))
      return wrong
        .filter(one => !late.has(codeOf(one)))
        .map(one => ({ id: one._id.toHexString(), why: problemWith(one, listed.get(codeOf(one))) ?? '' }))
    },
  }
}

const codeOf = ({ heldPremises }: Application): string => heldPremises ?? ''

function problemWith(application: Application, listing: ListedHold | undefined): string | null {
  if (!listing) return 'keeps a premises that does not exist'
  const agrees =
    listing.status === occupancyStatusOf(application) && listing.application === application._id.toHexString()
  return agrees
    ? null
    : `keeps ${listing.code}, whose listing is ${listing.status} for ${listing.application ?? 'nobody'}`
}

/** Checks from listings to cases: a listing that names a holder must be held by that case. */
export const listingRule: Rule<ListedHold> = {
  name: 'every listing that is held or let is so for a case',
  level: 'violation',
  async find(batch) {
    const codes = batch.map(({ code }) => code)
    const holders = await ApplicationModel.find({ heldPremises: trusted({ $in: codes }) }, { heldPremises: 1 }).lean()
    const holderOf = new Map(holders.map(({ _id, heldPremises }) => [heldPremises, _id.toHexString()]))
    const ofCases = batch.filter(({ earlier }) => !earlier)
    const wrong = ofCases.filter(({ code, application }) => holderOf.get(code) !== application)
    const late = await findWithPendingEffects(wrong.map(({ code }) => code))
    return wrong
      .filter(({ code }) => !late.has(code))
      .map(({ code, application }) => ({
        id: code,
        why: `is taken for ${application ?? 'nobody'}, which does not keep it`,
      }))
  },
}

/** Checks from cases to records: a case that holds a premises must have its occupancy record. */
export function recordedRule(summaries: SummariesToCheck): Rule<Application> {
  return {
    name: 'every premises that a case keeps has its record',
    level: 'violation',
    async find(batch) {
      const codes = batch.flatMap(({ heldPremises }) => heldPremises ?? [])
      if (codes.length === 0) return []
      const occupied = await summaries.occupied(codes)
      const missing = batch.filter(({ heldPremises }) => heldPremises && !occupied.has(heldPremises))
      const late = await findWithPendingEffects(missing.map(codeOf))
      return missing
        .filter(one => !late.has(codeOf(one)))
        .map(one => ({
          id: one._id.toHexString(),
          why: `keeps ${codeOf(one)}, of which no record says that anybody has it`,
        }))
    },
  }
}

/** Checks from records to cases: the premises of a record must be held by the case that it names, with the same status. */
export const recordRule: Rule<Record> = {
  name: 'every record of a premises names a case that keeps it',
  level: 'violation',
  async find(batch) {
    // A pending record was claimed for a write that is still to come.
    const settledRecords = batch.filter(({ pending }) => pending === null)
    const ids = settledRecords.map(({ application }) => application)
    const found = await ApplicationModel.find({ _id: trusted({ $in: ids }) }, { heldPremises: 1, state: 1 }).lean()
    const keeps = new Map(found.map(one => [one._id.toHexString(), one]))
    const wrong = settledRecords.filter(({ code, application, status }) => {
      const holder = keeps.get(application)
      return holder?.heldPremises !== code || occupancyStatusOf(holder) !== status
    })
    const late = await findWithPendingEffects(wrong.map(({ code }) => code))
    return wrong
      .filter(({ code }) => !late.has(code))
      .map(({ code, application, status }) => ({
        id: code,
        why: `is ${status} for ${application}, which says otherwise`,
      }))
  },
}

/** Checks the stored copy of the status, which exists for queries. */
export const statusRule: Rule<ListedStatus> = {
  name: 'the status of every listing follows from what is wanted of it and who has the premises',
  level: 'violation',
  async find(batch) {
    const wrong = batch.filter(({ status, derived }) => status !== derived)
    const late = await findWithPendingEffects(wrong.map(({ code }) => code))
    return wrong
      .filter(({ code }) => !late.has(code))
      .map(({ code, status, derived }) => ({ id: code, why: `is ${status}, and should be ${derived}` }))
  },
}

/** Checks that the documents named in a snapshot exist. They stay until their retention period is over (ADR 62). */
export const submittedRule = ({ present }: DocumentsToCheck): Rule<Application> => ({
  name: 'every document that was handed in is there with its file',
  level: 'violation',
  async find(batch) {
    // An anonymised case has lost its documents, too, and sets the same field.
    const withDocuments = batch.filter(({ documentsErasedAt }) => !documentsErasedAt)
    const there = await present(withDocuments.flatMap(namedIn))
    return withDocuments.flatMap((application): Problem[] => {
      const id = application._id.toHexString()
      const missing = namedIn(application).filter(document => there.get(document) !== id)
      return missing.length === 0 ? [] : [{ id, why: `gone, or not whole: ${missing.join(', ')}` }]
    })
  },
})

/** Returns the ids of all documents named in the present and former snapshots. */
const namedIn = ({ snapshot, formerSnapshots = [] }: Application): string[] => [
  ...new Set([snapshot, ...formerSnapshots].flatMap(sealed => (sealed?.documents ?? []).map(({ id }) => id))),
]

/** Returns those of these premises whose listing a pending effect will still change. */
async function findWithPendingEffects(codes: readonly string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  const waiting = await ApplicationModel.find(
    { 'pendingEffects.key': trusted({ $exists: true }), 'pendingEffects.kind': 'premises' },
    { pendingEffects: 1 },
  ).lean<Pick<Application, 'pendingEffects'>[]>()
  const named = waiting.flatMap(({ pendingEffects }) => pendingEffects.map(({ facts }) => facts.code))
  return new Set(named.filter((code): code is string => code !== undefined && codes.includes(code)))
}
