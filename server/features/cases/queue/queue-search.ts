import { endedApplicationStates, liveApplicationStates, type ApplicationState } from '#models/cases/application.ts'
import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'

/** Columns by which the queue can be sorted; a minus before the name reverses the order. */
export const columns = {
  submitted: 'submittedAt',
  reference: 'reference',
  applicant: 'applicantName',
  vehicle: 'snapshot.answers.company.vehicle',
  premises: 'premises.0',
  use: 'snapshot.answers.plan.useClass',
  score: 'score',
} as const
export type CaseColumn = keyof typeof columns
export type CaseSort = CaseColumn | `-${CaseColumn}`
export const caseSorts = Object.keys(columns).flatMap(name => [name, `-${name}`]) as [CaseSort, ...CaseSort[]]

/**
 * `open`: somebody has to act, the office or the applicant. `ended`: nobody has to. `notice_held`: announced, but does not
 * proceed by itself.
 */
export const caseScopes = ['open', 'ended', 'all', 'notice_held'] as const
export const submittedStates = [...liveApplicationStates.slice(1), ...endedApplicationStates]
export type CaseSearch = {
  /** Part of a reference or of the applicant's name, or the code of a premises among the choices. */
  q?: string | undefined
  state: ApplicationState | (typeof caseScopes)[number]
  use?: UseClass | undefined
  /** Account id of an officer, or `nobody`. */
  assignee?: string | undefined
  /** Only cases with an unanswered message of the applicant. */
  messages?: 'unanswered' | undefined
  sort: CaseSort
  page: number
}
