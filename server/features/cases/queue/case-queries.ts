import { trusted, type Types } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationState } from '#models/cases/application.ts'
import { applicantPageProjection } from '../applicant/applicant-projection.ts'
import { readCaseFor } from '../change.ts'
import { declaringRoles } from '../review/interest.ts'
import type { Actor } from '../states.ts'
import { openCases, planQuery, reverseOrder, type QueuePlan } from './queue-plan.ts'
import type { CaseSearch } from './queue-search.ts'

const fields = {
  reference: 1,
  state: 1,
  stateSince: 1,
  submittedAt: 1,
  applicantName: 1,
  premises: 1,
  assignee: 1,
  handedOverOn: 1,
  applicantDays: 1,
  dueOn: 1,
  turnFrom: 1,
  'offer.acceptance.conditions.state': 1,
  'offer.acceptance.conditions.handedInAt': 1,
  'offer.acceptance.conditions.dueOn': 1,
  'offer.acceptance.signBy': 1,
  'offer.acceptance.scanSentAt': 1,
  'notice.waitsFor': 1,
  score: 1,
  unansweredMessages: 1,
  'snapshot.answers.company.vehicle': 1,
  'snapshot.answers.plan.useClass': 1,
} as const
/** Fields of a case that a line of the queue shows. */
export type CaseLine = Pick<
  Application,
  | '_id'
  | 'reference'
  | 'state'
  | 'stateSince'
  | 'submittedAt'
  | 'applicantName'
  | 'premises'
  | 'assignee'
  | 'handedOverOn'
  | 'applicantDays'
  | 'dueOn'
  | 'turnFrom'
  | 'offer'
  | 'notice'
  | 'score'
  | 'unansweredMessages'
  | 'snapshot'
>
export type CaseLines = { items: CaseLine[]; total: number; page: number; pages: number }

const pageSize = 25
/** Up to this page, the total and the page are read at the same time, before it is known whether the page exists. */
const nearPages = 4

/** Returns a page of 25 submitted cases. A page beyond the last returns the last. */
export async function searchCases(search: CaseSearch): Promise<CaseLines> {
  const plan = await planQuery(search)
  if (search.page > nearPages) return pageOf(plan, search.page, await count(plan))
  const [total, ids] = await Promise.all([count(plan), idsAt(plan, (search.page - 1) * pageSize)])
  if (ids.length === 0 && total > 0) return pageOf(plan, search.page, total)
  return { items: await linesOf(ids), total, page: search.page, pages: pagesIn(total) }
}

/** Returns the id of the case with this reference; null when there is none. */
export async function findCaseId(reference: string): Promise<string | null> {
  const found = await ApplicationModel.findOne({ reference }, { _id: 1 }).lean()
  return found?._id.toHexString() ?? null
}

/** Returns the ids of those of these cases whose content is open to a colleague. */
export async function findOpenAmong(ids: readonly Types.ObjectId[], { id, kind }: Actor): Promise<Set<string>> {
  if (!declaringRoles.includes(kind)) return new Set(ids.map(one => one.toHexString()))
  const declared = trusted({ $elemMatch: { kind: 'interest_none', 'by.id': id } })
  const conflicting = trusted({ $not: trusted({ $elemMatch: { kind: 'interest_conflict', 'by.id': id } }) })
  const open = { _id: trusted({ $in: [...ids] }), $and: [{ events: declared }, { events: conflicting }] }
  return new Set((await ApplicationModel.find(open, { _id: 1 }).lean()).map(({ _id }) => _id.toHexString()))
}

/** Returns the number of cases by live state, as the queue lists them, in one reading along an index. */
export async function countByState(): Promise<Partial<Record<ApplicationState, number>>> {
  const found = await ApplicationModel.aggregate<{ _id: ApplicationState; count: number }>([
    { $match: openCases },
    { $group: { _id: '$state', count: { $sum: 1 } } },
  ]).hint('queue_by_state')
  return Object.fromEntries(found.map(({ _id, count }) => [_id, count]))
}

/** Returns the applicant's own cases, the last changed first, at most 200. */
export const listOwnCases = (applicantId: string): Promise<Application[]> =>
  ApplicationModel.find({ applicant: applicantId }, applicantPageProjection)
    .sort({ updatedAt: -1, _id: -1 })
    .limit(200)
    .lean<Application[]>()

/** Reads one of the applicant's own cases. Throws "not found" for another applicant's, so that ids cannot be probed. */
export const readOwnCase = (id: string, applicantId: string): Promise<Application> =>
  readCaseFor(id, { kind: 'applicant', id: applicantId }, applicantPageProjection)

const pagesIn = (total: number): number => Math.max(1, Math.ceil(total / pageSize))

/** Reads a page from the nearer end, so that the last page costs as much as the first. */
async function pageOf(plan: QueuePlan, requestedPage: number, total: number): Promise<CaseLines> {
  const pages = pagesIn(total)
  const page = Math.min(requestedPage, pages)
  const first = (page - 1) * pageSize
  if (first <= total / 2) return { items: await linesOf(await idsAt(plan, first)), total, page, pages }
  const size = Math.min(pageSize, total - first)
  const turned = { ...plan, sort: reverseOrder(plan.sort) }
  const ids = await idsAt(turned, total - first - size, size)
  return { items: await linesOf(ids.reverse()), total, page, pages }
}

const count = ({ filter, hint }: QueuePlan): Promise<number> =>
  ApplicationModel.countDocuments(filter, hint ? { hint } : {}).exec()

/** Reads only the ids from the index, because whole cases are large. */
async function idsAt({ filter, sort, hint }: QueuePlan, skip: number, size = pageSize) {
  const found = ApplicationModel.find(filter, { _id: 1 }, hint ? { hint } : {})
  return (await found.sort(sort).skip(skip).limit(size).lean()).map(({ _id }) => _id)
}

async function linesOf(ids: readonly Types.ObjectId[]): Promise<CaseLine[]> {
  const found = await ApplicationModel.find({ _id: trusted({ $in: [...ids] }) }, fields).lean<CaseLine[]>()
  const byId = new Map(found.map(line => [line._id.toHexString(), line]))
  return ids.flatMap(id => byId.get(id.toHexString()) ?? [])
}
