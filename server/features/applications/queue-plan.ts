import { trusted, type QueryFilter, type Types } from 'mongoose'
import {
  ApplicationModel,
  endedApplicationStates,
  liveApplicationStates,
  type Application,
} from '../../../models/application.ts'
import { columns, type CaseColumn, type CaseSearch } from './queue-search.ts'

type Order = Record<string, 1 | -1>
export type QueuePlan = {
  filter: QueryFilter<Application>
  sort: Order
  /** The index that answers it; the planner, left alone, reads whole cases by the thousand. */
  hint?: string
  collation?: { locale: string; strength: number }
}

/** How the queue is asked for, so that its pages stay quick over 50,000 cases; `bench/queue.ts` measures it. */
export async function planOf(search: CaseSearch): Promise<QueuePlan> {
  const words = search.q?.trim()
  const filter = filterOf(search)
  const sort = orderOf(search.sort)
  if (words) return { filter: { $and: [filter, await wordsIn(words)] }, sort, ...collationOf(search) }
  const hint = indexFor(search)
  return { filter, sort, ...(hint ? { hint } : {}), ...collationOf(search) }
}

/** Names are typed in capitals and in small letters; everything else is as we write it. */
const oneCase = { locale: 'en', strength: 2 }
const collationOf = ({ sort }: CaseSearch) => (columnOf(sort) === 'applicant' ? { collation: oneCase } : {})

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
  applicant: 'queue_by_applicant',
  vehicle: 'queue_by_vehicle',
  premises: 'queue_by_premises',
  use: 'queue_by_use',
  score: 'queue_by_score',
}

/** What narrows most comes first; a sort by a column reads its index along. */
function indexFor({ assignee, use, messages, sort, state }: CaseSearch): string | null {
  if (messages) return null
  if (assignee) return 'queue_by_assignee'
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
  if (state === 'ended') return { state: trusted({ $in: [...endedApplicationStates] }) }
  if (state !== 'open') return { state }
  // "Is not a day" rather than "is null", which no index can tell from "is not there".
  return {
    state: trusted({ $in: liveApplicationStates.slice(1) }),
    handedOverOn: trusted({ $not: trusted({ $gte: '' }) }),
  }
}

/** As many matches are named one by one; a word that meets more is asked again with everything else. */
const fewMatches = 2_000
type Matches = { _id: Types.ObjectId }[]

/** A code names a premises, a number is part of a reference, anything else is part of a name. */
async function wordsIn(words: string): Promise<QueryFilter<Application>> {
  const code = words.toUpperCase()
  if (/^[A-Z]{3}-[A-Z]-\d{4,7}$/.test(code)) return { premises: code }
  const isReference = /^ss?$|^ss-|\d/i.test(words)
  const [about, hint] = isReference
    ? [{ reference: containing(code) }, 'queue_by_reference']
    : [{ applicantName: containing(words, 'i') }, 'queue_by_name']
  const found = await ApplicationModel.find(about, { _id: 1 }, { hint })
    .limit(fewMatches + 1)
    .lean<Matches>()
  return found.length > fewMatches ? about : { _id: trusted({ $in: found.map(({ _id }) => _id) }) }
}

/** What people type is text, not a pattern. */
const containing = (words: string, options = '') =>
  trusted({ $regex: words.slice(0, 100).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), $options: options })
