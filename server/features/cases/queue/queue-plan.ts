import { trusted, type QueryFilter, type Types } from 'mongoose'
import {
  ApplicationModel,
  endedApplicationStates,
  liveApplicationStates,
  type Application,
} from '#models/cases/application.ts'
import { canonicalCode, toLatinCode } from '#shared/texts/codes.ts'
import { toPlainCharacters } from '#shared/texts/plain-signs.ts'
import { heldNotices } from '../notice/waiting-notices.ts'
import { columns, type CaseColumn, type CaseSearch } from './queue-search.ts'

type Order = Record<string, 1 | -1>
export type QueuePlan = {
  filter: QueryFilter<Application>
  sort: Order
  /** Index to use. Without the hint, the planner reads thousands of whole cases. */
  hint?: string
}

/** Plans the query of the queue, so that its pages stay fast with 50,000 cases; `bench/queue.ts` measures it. */
export async function planQuery(search: CaseSearch): Promise<QueuePlan> {
  const queryWords = search.q?.trim()
  const filter = filterOf(search)
  const sort = orderOf(search.sort)
  if (queryWords) {
    const { about, hint } = await conditionForWords(queryWords)
    return { filter: { $and: [filter, about] }, sort, hint }
  }
  const hint = indexFor(search)
  return { filter, sort, ...(hint ? { hint } : {}) }
}

const columnOf = (sort: CaseSearch['sort']) => (sort.startsWith('-') ? sort.slice(1) : sort) as CaseColumn

/** Returns the sort order; equal cases come in order of submission. It matches the index, so nothing is sorted in memory. */
function orderOf(sort: CaseSearch['sort']): Order {
  const column = columnOf(sort)
  const direction = sort.startsWith('-') ? -1 : 1
  const after: Order = bySubmission.includes(column) ? { submittedAt: direction } : {}
  return { [columns[column]]: direction, ...after, _id: direction }
}

const bySubmission: readonly CaseColumn[] = ['reference', 'use', 'applicant']

export const reverseOrder = (sort: Order): Order =>
  Object.fromEntries(Object.entries(sort).map(([field, direction]) => [field, direction === 1 ? -1 : 1]))

const indexOfColumn: Record<Exclude<CaseColumn, 'submitted'>, string> = {
  reference: 'queue_by_reference',
  applicant: 'queue_by_passport_name',
  vehicle: 'queue_by_vehicle',
  premises: 'queue_by_premises',
  use: 'queue_by_use',
  score: 'queue_by_score',
}

/** Returns the index for a search: the one that narrows the result most, otherwise the one of the sorted column. */
function indexFor({ assignee, use, messages, sort, state }: CaseSearch): string | null {
  if (messages) return null
  if (assignee) return 'queue_by_officer'
  if (use) return 'queue_by_use'
  const column = columnOf(sort)
  if (column !== 'submitted') return indexOfColumn[column]
  return state === 'all' ? 'queue_in_order' : 'queue_by_state'
}

/** Matches every date. Unlike `$type`, an index can answer it. */
const submitted = { submittedAt: trusted({ $gt: new Date(0) }) }

function filterOf({ state, use, assignee, messages }: CaseSearch): QueryFilter<Application> {
  return {
    ...submitted,
    ...inScope(state),
    ...(use ? { 'snapshot.answers.plan.useClass': use } : {}),
    ...(assignee ? { assignee: assignee === 'nobody' ? null : assignee } : {}),
    ...(messages ? { unansweredMessages: trusted({ $gt: 0 }) } : {}),
  }
}

/** Returns the filter for a scope. After the handover a contracted case no longer counts: its tenancy takes over. */
function inScope(state: CaseSearch['state']): QueryFilter<Application> {
  if (state === 'all') return {}
  if (state === 'notice_held') return heldNotices
  if (state === 'ended') return { state: trusted({ $in: [...endedApplicationStates] }) }
  if (state === 'open') return openCases
  return state === 'contracted' ? { state, handedOverOn: noDay } : { state }
}

/** "Not a day" instead of "null", which an index cannot tell from a missing field. */
const noDay = trusted({ $not: trusted({ $gte: '' }) })

/** Filter for submitted cases that have neither ended nor become a tenancy with the handover. */
export const openCases = { state: trusted({ $in: liveApplicationStates.slice(1) }), handedOverOn: noDay }

/** Up to this many matches are passed on as ids. With more, the condition is combined with the others on the same index. */
const fewMatches = 200
type WordCondition = { about: QueryFilter<Application>; hint: string }

/**
 * Reads the typed words: a premises code, a part of a reference if they contain a digit, otherwise a part of the name in the
 * passport, in capitals, with its words in any order.
 */
async function conditionForWords(queryWords: string): Promise<WordCondition> {
  const code = canonicalCode(queryWords)
  if (code) return { about: { premises: code }, hint: 'premises_1_state_1' }
  const signs = toPlainCharacters(queryWords)
  const latinWords = (/\d/.test(signs) ? toLatinCode(signs) : queryWords).toUpperCase()
  const isReference = /^SS?$|^SS-|\d/.test(latinWords)
  const [about, hint] = isReference
    ? [{ reference: partOf(latinWords, { first: latinWords.startsWith('S') }) }, 'queue_by_reference']
    : [{ applicantName: wordsOf(latinWords) }, 'queue_by_passport_name']
  const found = await ApplicationModel.find(about, { _id: 1 }, { hint })
    .limit(fewMatches + 1)
    .lean<{ _id: Types.ObjectId }[]>()
  if (found.length > fewMatches) return { about, hint }
  return { about: { _id: trusted({ $in: found.map(({ _id }) => _id) }) }, hint: '_id_' }
}

/** Returns a regular expression for typed text, with special characters escaped. A beginning is found along the index. */
function partOf(queryWords: string, { first = false } = {}) {
  const pattern = escaped(queryWords)
  return trusted({ $regex: first ? `^${pattern}` : pattern })
}

/** Returns a regular expression for a text that contains each of the typed words. */
function wordsOf(queryWords: string) {
  const [word = '', ...others] = queryWords.split(/\s+/)
  if (others.length === 0) return partOf(word)
  const patterns = [word, ...others.slice(0, 9)].map(one => `(?=.*${escaped(one)})`)
  return trusted({ $regex: `^${patterns.join('')}` })
}

const escaped = (queryWords: string): string =>
  queryWords.slice(0, 100).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
