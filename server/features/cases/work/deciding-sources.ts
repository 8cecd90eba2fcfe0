import { trusted } from 'mongoose'
import { BulkDecisionModel, type BulkDecision } from '#models/deciding/bulk-decision.ts'
import { addDays, startOfCityDay } from '#shared/days/city-day.ts'
import { dayFilter, instantFilter, workSource } from '#outside/database/work-query.ts'
import type { WorkSource } from '#shared/work.ts'
import { objected, upheld } from '../notice/open.ts'
import { inStates, caseWork, assignedTo, officers } from './case-work.ts'

/** A preview that was not confirmed within this many days counts as abandoned. */
const previewDays = 7

/** Work for deciders, and for those who make sure that nothing is left undone. */
export const decidingSources: readonly WorkSource[] = [
  {
    kind: 'objections',
    heading: 'work.objections',
    roles: officers,
    own: ['reviewer'],
    bands: ['today', 'week', 'later'],
    undated: 'today',
    ...caseWork({
      filter: (colleague, span) => ({
        ...assignedTo(colleague),
        state: 'public_notice',
        dueOn: dayFilter(span),
        $and: [{ $or: [objected, upheld] }],
      }),
      sort: { dueOn: 1, _id: 1 },
      hint: 'queue_by_state',
      step: 'work.objections.step',
      due: ({ dueOn }) => dueOn,
    }),
  },
  {
    kind: 'offers',
    heading: 'work.offers',
    roles: officers,
    own: ['reviewer'],
    bands: ['today', 'week'],
    ...caseWork({
      filter: (colleague, span) => ({
        ...assignedTo(colleague),
        state: 'offered',
        'offer.deadline': instantFilter(span),
      }),
      sort: { 'offer.deadline': 1 },
      hint: 'offer.deadline_1',
      step: 'work.offers.step',
      due: ({ offer }) => offer?.deadline,
    }),
  },
  {
    kind: 'decisions',
    heading: 'work.decisions',
    roles: ['decider'],
    bands: ['today', 'week', 'later'],
    undated: 'today',
    ...caseWork({
      filter: ({ id }, span) => ({
        state: 'decision',
        dueOn: dayFilter(span),
        'assessments.reviewer': trusted({ $ne: id }),
        events: trusted({ $not: trusted({ $elemMatch: { kind: 'interest_conflict', 'by.id': id } }) }),
      }),
      sort: { dueOn: 1, submittedAt: 1, _id: 1 },
      hint: 'queue_by_state',
      step: 'work.decisions.step',
      due: ({ dueOn }) => dueOn,
    }),
  },
  {
    kind: 'proposed',
    heading: 'work.proposed',
    roles: ['decider'],
    bands: ['today'],
    undated: 'today',
    ...workSource(BulkDecisionModel, {
      filter: ({ id }, { to = '' }) => ({
        'by.id': id,
        state: 'previewed',
        at: trusted({ $gte: startOfCityDay(addDays(to, -previewDays)) }),
      }),
      sort: { at: -1 },
      fields: { at: 1, 'items.reference': 1 },
      hint: 'by.id_1_at_-1',
      item: ({ _id, items }: BulkDecision) => ({
        about: items.length === 1 ? (items[0]?.reference ?? '') : `${items[0]?.reference ?? ''} + ${items.length - 1}`,
        more: '',
        step: { key: 'work.proposed.step' },
        dueOn: null,
        path: `/applications/bulk/${_id.toHexString()}`,
      }),
    }),
  },
  {
    kind: 'overdue-cases',
    heading: 'work.overdue',
    roles: ['administrator'],
    bands: ['today'],
    ...caseWork({
      // What is due today is not late yet.
      filter: (_colleague, { to = '' }) => ({
        dueOn: trusted({ $type: 'string', $lt: to }),
        state: inStates(['submitted', 'screening', 'review', 'interview', 'decision', 'public_notice']),
      }),
      sort: { dueOn: 1 },
      hint: 'due_in_the_office',
      step: 'work.overdue.step',
      due: ({ dueOn }) => dueOn,
      at: '#handling',
    }),
  },
]
