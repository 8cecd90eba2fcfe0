import { trusted, type QueryFilter, type Types } from 'mongoose'
import {
  ApplicationModel,
  endedApplicationStates,
  liveApplicationStates,
  type Application,
  type ApplicationState,
} from '#models/cases/application.ts'
import { canonicalCode, latinCode } from '#shared/texts/codes.ts'
import { plainSigns } from '#shared/texts/plain-signs.ts'
import { heldNotices } from '../notice/held.ts'
import { columns, type CaseColumn, type CaseSearch } from './queue-search.ts'

type Order = Record<string, 1 | -1>
export type QueuePlan = {
  filter: QueryFilter<Application>
  sort: Order
  /** The index that answers it; the planner, left alone, reads whole cases by the thousand. */
  hint?: string
}

/** How the queue is asked for, so that its pages stay quick over 50,000 cases; `bench/queue.ts` measures it. */
export async function planOf(search: CaseSearch): Promise<QueuePlan> {
  const words = search.q?.trim()
  const filter = filterOf(search)
  const sort = orderOf(search.sort)
  if (words) {
    const { about, hint } = await wordsIn(words)
    return { filter: { $and: [filter, about] }, sort, hint }
  }
  const hint = indexFor(search)
  return { filter, sort, ...(hint ? { hint } : {}) }
}

const columnOf = (sort: CaseSearch['sort']) => (sort.startsWith('-') ? sort.slice(1) : sort) as CaseColumn

/** Of two cases alike, the one handed in first. In the order of the index, so that nothing has to be sorted. */
function orderOf(sort: CaseSearch['sort']): Order {
  const column = columnOf(sort)
  const direction = sort.startsWith('-') ? -1 : 1
  const after: Order = bySubmission.includes(column) ? { submittedAt: direction } : {}
  return { [columns[column]]: direction, ...after, _id: direction }
}

const bySubmission: readonly CaseColumn[] = ['reference', 'use', 'applicant']

export const reversed = (sort: Order): Order =>
  Object.fromEntries(Object.entries(sort).map(([field, direction]) => [field, direction === 1 ? -1 : 1]))

const indexOfColumn: Record<Exclude<CaseColumn, 'submitted'>, string> = {
  reference: 'queue_by_reference',
  applicant: 'queue_by_passport_name',
  vehicle: 'queue_by_vehicle',
  premises: 'queue_by_premises',
  use: 'queue_by_use',
  score: 'queue_by_score',
}

/** What narrows most comes first; a sort by a column reads its index along. */
function indexFor({ assignee, use, messages, sort, state }: CaseSearch): string | null {
  if (messages) return null
  if (assignee) return 'queue_by_officer'
  if (use) return 'queue_by_use'
  const column = columnOf(sort)
  if (column !== 'submitted') return indexOfColumn[column]
  return state === 'all' ? 'queue_in_order' : 'queue_by_state'
}

/** Every instant there is: unlike the question of type, an index answers it. */
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

/** A contract is at rest once the keys are given: from then on the tenancy is what matters. */
function inScope(state: CaseSearch['state']): QueryFilter<Application> {
  if (state === 'all') return {}
  if (state === 'notice_held') return heldNotices
  if (state === 'ended') return { state: trusted({ $in: [...endedApplicationStates] }) }
  if (state === 'open') return { state: trusted({ $in: liveApplicationStates.slice(1) }), handedOverOn: noDay }
  return atStep(state)
}

/** "Is not a day" rather than "is null", which no index can tell from "is not there". */
const noDay = trusted({ $not: trusted({ $gte: '' }) })

/** The cases at one step: of the contracts those whose keys are still to be given. */
export const atStep = (state: ApplicationState): QueryFilter<Application> =>
  state === 'contracted' ? { state, handedOverOn: noDay } : { state }

/** As many matches are named one by one; a word that meets more is asked again with everything else, of the same index. */
const fewMatches = 200
type Words = { about: QueryFilter<Application>; hint: string }

/** A code names a premises, a number is part of a reference, anything else is part of a name as in a passport, in capitals. */
async function wordsIn(words: string): Promise<Words> {
  const code = canonicalCode(words)
  if (code) return { about: { premises: code }, hint: 'premises_1_state_1' }
  const signs = plainSigns(words)
  const asked = (/\d/.test(signs) ? latinCode(signs) : words).toUpperCase()
  const isReference = /^SS?$|^SS-|\d/.test(asked)
  const [about, hint] = isReference
    ? [{ reference: partOf(asked, { first: asked.startsWith('S') }) }, 'queue_by_reference']
    : [{ applicantName: partOf(asked) }, 'queue_by_passport_name']
  const found = await ApplicationModel.find(about, { _id: 1 }, { hint })
    .limit(fewMatches + 1)
    .lean<{ _id: Types.ObjectId }[]>()
  if (found.length > fewMatches) return { about, hint }
  return { about: { _id: trusted({ $in: found.map(({ _id }) => _id) }) }, hint: '_id_' }
}

/** What people type is text, not a pattern; a beginning is found along the index. */
function partOf(words: string, { first = false } = {}) {
  const pattern = words.slice(0, 100).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return trusted({ $regex: first ? `^${pattern}` : pattern })
}
