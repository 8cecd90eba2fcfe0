import { trusted, Types, type QueryFilter } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationState } from '#models/cases/application.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { workSource } from '#outside/database/work-query.ts'
import type { Colleague, Span, WorkItem } from '#shared/work.ts'

/** Fields of a case that a line of the desk reads. Answers are not among them, because they are large. */
const fields = {
  reference: 1,
  state: 1,
  applicantName: 1,
  dueOn: 1,
  answerBy: 1,
  'offer.deadline': 1,
  'interview.startsAt': 1,
  'interview.state': 1,
  'notice.until': 1,
  'offer.acceptance.conditions': 1,
  unansweredMessages: 1,
  'waiting.until': 1,
} as const
export type CaseInHand = Pick<
  Application,
  | '_id'
  | 'reference'
  | 'state'
  | 'applicantName'
  | 'dueOn'
  | 'answerBy'
  | 'offer'
  | 'interview'
  | 'notice'
  | 'unansweredMessages'
  | 'waiting'
>

/** Roles that handle cases. */
export const officers = ['reviewer', 'decider'] as const

export type CaseFilter = QueryFilter<Application>

type CaseWorkOptions = {
  filter: (colleague: Colleague, span: Span) => CaseFilter | null
  sort: Record<string, 1 | -1>
  hint?: string
  step: MessageKey | ((found: CaseInHand) => MessageKey)
  due?: (found: CaseInHand) => Date | string | null | undefined
  /** Whether to show the time of the interview. */
  timed?: true
  /** Part of the page of the case, or page below it, where the work is done. */
  at?: string
}

/** Returns a source of work from cases. */
export const caseWork = ({ step, due, at = '#now', timed, filter, ...asked }: CaseWorkOptions) =>
  workSource(ApplicationModel, {
    ...asked,
    filter: (colleague, span) => {
      const found = filter(colleague, span)
      return found && { ...found, ...openToCover(colleague) }
    },
    fields: { ...fields },
    item: (found: CaseInHand): WorkItem => ({
      about: found.reference ?? '',
      more: found.applicantName ?? '',
      step: { key: typeof step === 'string' ? step : step(found) },
      dueOn: dayOf(due?.(found)),
      at: timed ? (found.interview?.startsAt ?? undefined) : undefined,
      path: `/applications/${found._id.toHexString()}${at}`,
    }),
  })

/** Returns the filter for cases in which a colleague has no conflict of interest. */
export const openTo = (id: string): CaseFilter => ({
  events: trusted({ $not: trusted({ $elemMatch: { kind: 'interest_conflict', 'by.id': id } }) }),
})

/** Returns the filter for a stand-in: cases in which they have a conflict are left out and stay with the colleague. */
export const openToCover = ({ coveredBy }: Colleague): CaseFilter => (coveredBy ? openTo(coveredBy) : {})

const dayOf = (due: Date | string | null | undefined) => (due instanceof Date ? cityDayOf(due) : (due ?? null))

export const inStates = (states: readonly ApplicationState[]) => trusted({ $in: [...states] })

/** Matches cases without an assignee, in a form that an index can answer alone. */
export const unassigned = trusted({ $not: trusted({ $gte: new Types.ObjectId('0'.repeat(24)) }) })

/** Matches cases before the handover; see `queue-plan.ts`. */
export const notHandedOver = { handedOverOn: trusted({ $not: trusted({ $gte: '' }) }) }

/** Returns the filter for a colleague's own cases; a decider gets everybody's. */
export const assignedTo = ({ id, role }: Colleague): CaseFilter => (role === 'decider' ? {} : { assignee: id })
