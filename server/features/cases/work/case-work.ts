import { trusted, Types, type QueryFilter } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationState } from '#models/cases/application.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { workSource } from '#outside/database/work-query.ts'
import type { Colleague, Span, WorkItem } from '#shared/work.ts'

/** What a line of the desk reads of a case: never its answers, which are large. */
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

/** Whoever handles cases. */
export const officers = ['reviewer', 'decider'] as const

export type CaseFilter = QueryFilter<Application>

type Asked = {
  filter: (colleague: Colleague, span: Span) => CaseFilter | null
  sort: Record<string, 1 | -1>
  hint?: string
  step: MessageKey | ((found: CaseInHand) => MessageKey)
  due?: (found: CaseInHand) => Date | string | null | undefined
  /** The hour of the interview is told. */
  timed?: true
  /** The part of the case's page, or the page below it, where it is done. */
  at?: string
}

/** Work that stands in cases. */
export const caseWork = ({ step, due, at = '#now', timed, filter, ...asked }: Asked) =>
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

/** No case in which an interest of theirs conflicts: nobody reads such a one. */
export const openTo = (id: string): CaseFilter => ({
  events: trusted({ $not: trusted({ $elemMatch: { kind: 'interest_conflict', 'by.id': id } }) }),
})

/** Whoever covers is shown no case in which an interest of theirs conflicts; what that leaves is in the colleague's hands. */
export const openToCover = ({ coveredBy }: Colleague): CaseFilter => (coveredBy ? openTo(coveredBy) : {})

const dayOf = (due: Date | string | null | undefined) => (due instanceof Date ? cityDayOf(due) : (due ?? null))

export const inStates = (states: readonly ApplicationState[]) => trusted({ $in: [...states] })

/** Nobody's, in a way that an index alone can answer. */
export const unassigned = trusted({ $not: trusted({ $gte: new Types.ObjectId('0'.repeat(24)) }) })

/** The keys have not been given yet; see `queue-plan.ts`. */
export const notHandedOver = { handedOverOn: trusted({ $not: trusted({ $gte: '' }) }) }

/** Their own and, for those who decide, everybody's. */
export const assignedTo = ({ id, role }: Colleague): CaseFilter => (role === 'decider' ? {} : { assignee: id })
