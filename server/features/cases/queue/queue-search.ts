import { endedApplicationStates, liveApplicationStates, type ApplicationState } from '#models/cases/application.ts'
import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'

/** A name is a column, a minus before it turns the order round. */
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

/** `open` waits for somebody, the office or the applicant; `ended` waits for nobody; `notice_held` was announced and does not go on by itself. */
export const caseScopes = ['open', 'ended', 'all', 'notice_held'] as const
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
