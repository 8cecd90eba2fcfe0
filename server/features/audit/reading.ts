import { trusted, type QueryFilter } from 'mongoose'
import { AuditEntryModel, AuditHeadModel, type AuditEntry, type AuditOutcome } from '#models/audit/audit-entry.ts'
import { streamOf } from '#outside/database/stream.ts'
import { endOfCityDay, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { chainStart, faultOf } from './chain.ts'

export type AuditSearch = {
  /** An account's id, or `system`. */
  who?: string | undefined
  action?: string | undefined
  kind?: string | undefined
  /** An id, a code or a reference, as a whole. */
  subject?: string | undefined
  outcome?: AuditOutcome | undefined
  from?: CityDay | undefined
  to?: CityDay | undefined
  request?: string | undefined
}
/** Entries older than one number, or newer than one; the newest without either. */
type Place = { before?: number | undefined; after?: number | undefined }

/** What one request did to many, told once: the newest of its entries, how many stand in a row, and the number of the oldest. */
export type FoundRow = { entry: AuditEntry; count: number; oldest: number; newest: number }
/** The newest row first. */
export type Found = { rows: FoundRow[]; older: boolean; newer: boolean }
/** `fault`: what is wrong with the entry or with its joint to the one before; null is well. */
export type InChain = { entry: AuditEntry; previous: AuditEntry | null; next: AuditEntry | null; fault: string | null }

const pageSize = 50
/** A page reads no more entries than this to fill its rows: an undone import may have written twenty thousand. */
const maxRead = 2_000
/** Clocks of several processes differ a little, so days are looked for somewhat beyond their first and last number. */
const slack = 1_000

/**
 * Returns a page of rows. Whoever looks at one request sees each of its entries. Every list goes along the running number, so
 * that a million entries cost what fifty do.
 */
export async function findEntries(search: AuditSearch, { before, after }: Place): Promise<Found> {
  const filter = await filterOf(search)
  const upwards = after !== undefined
  const edge = upwards ? { $gt: after } : before === undefined ? {} : { $lt: before }
  const found = AuditEntryModel.find({ $and: [...filter, numberFilter(edge)] })
    .sort({ _id: upwards ? 1 : -1 })
    .limit(maxRead)
  const { rows, more } = await rowsOf(found.lean<AuditEntry>().cursor({ batchSize: pageSize + 1 }), search)
  if (upwards) return { rows: rows.reverse(), newer: more, older: true }
  return { rows, older: more, newer: before !== undefined }
}

/** All that a search finds up to a number, the newest first, as a stream. Whoever stops reading leaves nothing open. */
export async function* streamEntries(search: AuditSearch, upTo: number): AsyncGenerator<AuditEntry> {
  const filter = await filterOf(search)
  const found = AuditEntryModel.find({ $and: [...filter, numberFilter({ $lte: upTo })] }).sort({ _id: -1 })
  yield* streamOf<AuditEntry>(found.lean<AuditEntry>(), { batchSize: 500 })
}

/** One entry with its neighbours in the chain; null when there is none of this number. */
export async function entryInChain(number: number): Promise<InChain | null> {
  const around = [number - 1, number, number + 1]
  const found = await AuditEntryModel.find({ _id: trusted({ $in: around }) }).lean<AuditEntry[]>()
  const [previous, entry, next] = around.map(one => found.find(({ _id }) => _id === one) ?? null)
  if (!entry) return null
  return { entry, previous: previous ?? null, next: next ?? null, fault: faultIn(entry, previous, next) }
}

/** The number of the newest entry, 0 before the first. */
export async function newestNumber(): Promise<number> {
  const [last, head] = await Promise.all([
    AuditEntryModel.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean(),
    AuditHeadModel.findById('head').lean(),
  ])
  return Math.max(last?._id ?? 0, head?.number ?? 0)
}

/** Whether there is an entry of this act: one may be older than the words of today. */
export const isAct = async (action: string): Promise<boolean> => (await AuditEntryModel.exists({ action })) !== null

type Cursor = AsyncIterable<AuditEntry> & { close(): Promise<unknown> }

/** Neighbours of one request and one action make one row. `more`: there are entries beyond these rows. */
async function rowsOf(entries: Cursor, { request }: AuditSearch): Promise<{ rows: FoundRow[]; more: boolean }> {
  const rows: FoundRow[] = []
  let read = 0
  try {
    for await (const entry of entries) {
      const last = rows.at(-1)
      const one = last && !request && isSameAct(last.entry, entry)
      if (!one && rows.length === pageSize) return { rows, more: true }
      if (one) rows[rows.length - 1] = mergeRow(last, entry)
      else rows.push({ entry, count: 1, oldest: entry._id, newest: entry._id })
      read += 1
    }
  } finally {
    // Mongoose does not close it when a loop over it is left.
    await entries.close()
  }
  return { rows, more: read === maxRead }
}

const isSameAct = (a: AuditEntry, b: AuditEntry): boolean =>
  a.requestId === b.requestId && a.action === b.action && a.outcome === b.outcome

function mergeRow(row: FoundRow, entry: AuditEntry): FoundRow {
  const isNewer = entry._id > row.newest
  return {
    entry: isNewer ? entry : row.entry,
    count: row.count + 1,
    oldest: Math.min(row.oldest, entry._id),
    newest: Math.max(row.newest, entry._id),
  }
}

function faultIn(entry: AuditEntry, previous?: AuditEntry | null, next?: AuditEntry | null): string | null {
  const before = previous ?? (entry._id === 1 ? chainStart : { _id: 0, hash: '' })
  return (
    faultOf(entry, before) ??
    (next && next.previousHash !== entry.hash ? `number ${String(next._id)} does not follow from it` : null)
  )
}

const numberFilter = (edge: Record<string, number>): QueryFilter<AuditEntry> =>
  Object.keys(edge).length === 0 ? {} : { _id: trusted(edge) }

/** Each condition goes along an index that ends in the running number. */
export async function filterOf(search: AuditSearch): Promise<QueryFilter<AuditEntry>[]> {
  const { who, action, kind, subject, outcome, request } = search
  return [
    who === 'system' ? { 'who.id': null, 'who.role': 'system' } : who ? { 'who.id': who } : {},
    action ? { action } : {},
    kind ? { 'subject.kind': kind } : {},
    subject ? { $or: [{ 'subject.id': subject }, { 'subject.label': subject }] } : {},
    outcome ? { outcome } : {},
    request ? { requestId: request } : {},
    ...(await daysOf(search)),
  ]
}

/** Days as bounds of the running number, which all indexes are sorted by, and exactly. */
async function daysOf({ from, to }: AuditSearch): Promise<QueryFilter<AuditEntry>[]> {
  const bounds: QueryFilter<AuditEntry>[] = []
  if (from) {
    const at = trusted({ $gte: startOfCityDay(from) })
    const first = await AuditEntryModel.findOne({ at }, { _id: 1 }).sort({ at: 1 }).lean()
    bounds.push({ at }, { _id: trusted({ $gte: (first?._id ?? Number.MAX_SAFE_INTEGER) - slack }) })
  }
  if (to) {
    const at = trusted({ $lte: endOfCityDay(to) })
    const last = await AuditEntryModel.findOne({ at }, { _id: 1 }).sort({ at: -1 }).lean()
    bounds.push({ at }, { _id: trusted({ $lte: (last?._id ?? 0) + slack }) })
  }
  return bounds
}
