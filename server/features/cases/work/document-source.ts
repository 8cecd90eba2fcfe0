import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { dayFilter } from '#outside/database/work-query.ts'
import type { Colleague, Span, WorkItem, WorkSource } from '#shared/work.ts'
import type { Deps } from '../ports.ts'
import { inStates, openToCover } from './case-work.ts'

type CaseOf = Pick<Application, '_id' | 'reference' | 'applicantName' | 'dueOn'>

/** Maximum number of cases of one colleague whose documents are counted. */
const mostCases = 1_000

/** Returns the work on documents without a finding, in an officer's cases in screening or with conditions to fulfil. */
export function documentSource({ documents }: Pick<Deps, 'documents'>): WorkSource {
  type Waiting = Pick<CaseOf, '_id' | 'dueOn'> & { count: number }
  async function waiting(colleague: Colleague, span: Span): Promise<Waiting[]> {
    const cases = await ApplicationModel.find(
      {
        ...{ assignee: colleague.id, ...openToCover(colleague) },
        ...{ state: inStates(['screening', 'accepted']), dueOn: dayFilter(span) },
      },
      { _id: 1, dueOn: 1 },
      { hint: 'desk_in_hand' },
    )
      .sort({ dueOn: 1 })
      .limit(mostCases)
      .lean<Pick<CaseOf, '_id' | 'dueOn'>[]>()
    const counts = await documents.unreviewed(cases.map(({ _id }) => _id.toHexString()))
    return cases
      .map(one => ({ ...one, count: counts.get(one._id.toHexString()) ?? 0 }))
      .filter(({ count }) => count > 0)
  }

  /** Reads reference and name only for the items shown. */
  async function named(shown: readonly Waiting[]): Promise<WorkItem[]> {
    const ids = trusted({ $in: shown.map(({ _id }) => _id) })
    const found = await ApplicationModel.find({ _id: ids }, { reference: 1, applicantName: 1 }).lean<CaseOf[]>()
    const known = new Map(found.map(one => [one._id.toHexString(), one]))
    return shown.map(({ _id, dueOn, count }) => ({
      about: known.get(_id.toHexString())?.reference ?? '',
      more: known.get(_id.toHexString())?.applicantName ?? '',
      step: { key: 'work.documents.step', gaps: { count } },
      dueOn: dueOn ?? null,
      path: `/applications/${_id.toHexString()}#documents`,
    }))
  }

  return {
    kind: 'documents',
    heading: 'work.documents',
    roles: ['reviewer', 'decider'],
    own: ['reviewer', 'decider'],
    bands: ['today', 'week', 'later'],
    undated: 'today',
    list: async (colleague, span, { skip, limit }) => named((await waiting(colleague, span)).slice(skip, skip + limit)),
    count: async (colleague, span) => (await waiting(colleague, span)).length,
  }
}
