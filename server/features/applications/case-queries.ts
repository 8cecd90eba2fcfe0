import { trusted, type QueryFilter } from 'mongoose'
import {
  ApplicationModel,
  endedApplicationStates,
  liveApplicationStates,
  type Application,
  type ApplicationState,
} from '../../../models/application.ts'
import type { UseClass } from '../../../models/parts/premises-vocabulary.ts'

/** A name is a column, a minus before it turns the order round. */
const columns = {
  submitted: 'submittedAt',
  reference: 'reference',
  applicant: 'applicantName',
  vehicle: 'snapshot.answers.company.vehicle',
  premises: 'premises.0',
  use: 'snapshot.answers.plan.useClass',
} as const
type CaseColumn = keyof typeof columns
export type CaseSort = CaseColumn | `-${CaseColumn}`
export const caseSorts = Object.keys(columns).flatMap(name => [name, `-${name}`]) as [CaseSort, ...CaseSort[]]

/** `open` waits for somebody, the office or the applicant; `ended` waits for nobody. */
export const caseScopes = ['open', 'ended', 'all'] as const
export const submittedStates = [...liveApplicationStates.slice(1), ...endedApplicationStates]
export type CaseSearch = {
  /** A part of a reference or of the applicant's name, or the code of a premises among the choices. */
  q?: string | undefined
  state: ApplicationState | (typeof caseScopes)[number]
  use?: UseClass | undefined
  /** Account id of an officer, or `nobody`. */
  assignee?: string | undefined
  /** Only cases in which a message of the applicant waits for an answer. */
  messages?: 'unanswered' | undefined
  sort: CaseSort
  page: number
}

const fields = {
  reference: 1,
  state: 1,
  submittedAt: 1,
  applicantName: 1,
  premises: 1,
  assignee: 1,
  handedOverOn: 1,
  unansweredMessages: 1,
  'snapshot.answers.company.vehicle': 1,
  'snapshot.answers.plan.useClass': 1,
} as const
/** What a line of the queue shows of a case. */
export type CaseLine = Pick<
  Application,
  | '_id'
  | 'reference'
  | 'state'
  | 'submittedAt'
  | 'applicantName'
  | 'premises'
  | 'assignee'
  | 'handedOverOn'
  | 'unansweredMessages'
  | 'snapshot'
>
export type CaseLines = { items: CaseLine[]; total: number; page: number; pages: number }

const pageSize = 25
const oneLanguage = { locale: 'en', strength: 2, numericOrdering: true } as const

export function caseQueries() {
  /** The cases that were handed in, 25 a page; a page beyond the last is the last. */
  async function searchCases(search: CaseSearch): Promise<CaseLines> {
    const filter = filterOf(search)
    const total = await ApplicationModel.countDocuments(filter)
    const pages = Math.max(1, Math.ceil(total / pageSize))
    const page = Math.min(search.page, pages)
    const items = await ApplicationModel.find(filter, fields)
      .collation(oneLanguage)
      .sort(orderOf(search.sort))
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean<CaseLine[]>()
    return { items, total, page, pages }
  }

  return { searchCases }
}

function orderOf(sort: CaseSort): Record<string, 1 | -1> {
  const descending = sort.startsWith('-')
  const column = (descending ? sort.slice(1) : sort) as CaseColumn
  return { [columns[column]]: descending ? -1 : 1, _id: 1 }
}

function filterOf({ q, state, use, assignee, messages }: CaseSearch): QueryFilter<Application> {
  const words = q?.trim()
  const conditions: QueryFilter<Application>[] = [{ submittedAt: trusted({ $type: 'date' }) }, inScope(state)]
  if (use) conditions.push({ 'snapshot.answers.plan.useClass': use })
  if (assignee) conditions.push({ assignee: assignee === 'nobody' ? null : assignee })
  if (messages) conditions.push({ unansweredMessages: trusted({ $gt: 0 }) })
  if (words) conditions.push(wordsIn(words))
  return { $and: conditions }
}

const wordsIn = (words: string): QueryFilter<Application> => ({
  $or: [{ reference: containing(words) }, { applicantName: containing(words) }, { premises: words.toUpperCase() }],
})

/** A contract is at rest once the keys are given: from then on the tenancy is what matters. */
function inScope(state: CaseSearch['state']): QueryFilter<Application> {
  if (state === 'all') return {}
  if (state === 'ended') return { state: trusted({ $in: [...endedApplicationStates] }) }
  if (state !== 'open') return { state }
  return { state: trusted({ $in: [...liveApplicationStates] }), handedOverOn: null }
}

/** What people type is text, not a pattern. */
const containing = (words: string) =>
  trusted({ $regex: words.slice(0, 100).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), $options: 'i' })
