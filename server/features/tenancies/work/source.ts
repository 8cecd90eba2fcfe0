import { trusted } from 'mongoose'
import { liveTenancyStates, TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { workSource } from '#outside/database/work-query.ts'
import type { Span, WorkItem, WorkSource } from '#shared/work.ts'

const fields = {
  premises: 1,
  reference: 1,
  state: 1,
  stateSince: 1,
  milestones: 1,
  inspections: 1,
  breach: 1,
  rentFreeUntil: 1,
  leavesOn: 1,
  pauses: 1,
  renewal: 1,
  proposal: 1,
  termination: 1,
  anonymisedAt: 1,
  unreadReports: 1,
  dutyReports: 1,
  exit: 1,
  nextDueOn: 1,
} as const

/** Returns a source of work of one kind, one item a tenancy. */
export const createTenancySource = (
  sourceInfo: Omit<WorkSource, 'list' | 'count'>,
  sourceQuery: Omit<Parameters<typeof workSource<Tenancy>>[1], 'fields'>,
): WorkSource => ({ ...sourceInfo, ...workSource<Tenancy>(TenancyModel, { ...sourceQuery, fields: { ...fields } }) })

export const officerRoles = { roles: ['reviewer', 'decider'] } as const
/** Work without a due day is shown in this band. */
export const undatedThisWeek = { bands: ['week'], undated: 'week' } as const

export const liveStates = trusted({ $in: [...liveTenancyStates] })

export type Step = (tenancy: Tenancy, span: Span) => Pick<WorkItem, 'dueOn' | 'step' | 'also'> & { part: string }

/** Returns a function that makes an item of work from one step of a tenancy. */
export const toWorkItemBy =
  (step: Step) =>
  (tenancy: Tenancy, span: Span): WorkItem => {
    const { part, ...rest } = step(tenancy, span)
    const path = `/tenancies/${tenancy._id.toHexString()}${part}`
    return { about: tenancy.premises, more: tenancy.reference, ...rest, path }
  }
