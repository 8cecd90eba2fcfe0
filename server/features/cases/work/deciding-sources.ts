import { trusted } from 'mongoose'
import { BulkDecisionModel, type BulkDecision } from '#models/deciding/bulk-decision.ts'
import { addDays, startOfCityDay } from '#shared/days/city-day.ts'
import { dayFilter, instantFilter, workSource } from '#outside/database/work-query.ts'
import { effectiveColleague, type WorkSource, type Span } from '#shared/work.ts'
import { objectedFilter, upheldFilter, withoutPartOf } from '../notice/open.ts'
import { conditionsOf } from '../acceptance/offer-acceptance.ts'
import {
  inStates,
  caseWork,
  assignedTo,
  officers,
  notHandedOver,
  type CaseFilter,
  type CaseInHand,
} from './case-work.ts'

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
      // An objection is anybody's to answer who had no part in the decision, because the assignee often had.
      filter: (colleague, span) => ({
        state: 'public_notice',
        dueOn: dayFilter(span),
        $or: [
          { $and: [objectedFilter, withoutPartOf(effectiveColleague(colleague).id)] },
          { ...assignedTo(colleague), ...upheldFilter, $nor: [objectedFilter] },
        ],
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
        // A preview in which nothing is possible has nothing to confirm.
        items: trusted({ $elemMatch: { refusal: null } }),
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

const conditions = 'offer.acceptance.conditions'

const firstOpen = (found: CaseInHand) =>
  conditionsOf(found)
    .filter(({ state }) => state === 'open')
    .map(({ dueOn }) => dueOn)
    .sort()[0]

/** Returns the filter for cases whose first open condition is due within the span. */
const conditionsDueIn = ({ from, to }: Span): CaseFilter => ({
  state: 'accepted',
  $and: [
    { [conditions]: trusted({ $elemMatch: { state: 'open', ...(to ? { dueOn: trusted({ $lte: to }) } : {}) } }) },
    ...(from
      ? [
          {
            [conditions]: trusted({
              $not: trusted({ $elemMatch: { state: 'open', dueOn: trusted({ $lt: from }) } }),
            }),
          },
        ]
      : []),
  ],
})

/** Work between the acceptance of an offer and the handover. */
export const acceptanceSources: readonly WorkSource[] = [
  {
    kind: 'conditions',
    heading: 'work.conditions',
    roles: officers,
    own: ['reviewer'],
    bands: ['today', 'week', 'later'],
    ...caseWork({
      filter: (colleague, span) => ({ ...assignedTo(colleague), ...conditionsDueIn(span) }),
      sort: { [`${conditions}.dueOn`]: 1, _id: 1 },
      step: 'work.conditions.step',
      due: firstOpen,
      at: '/acceptance',
    }),
  },
  {
    kind: 'contracts',
    heading: 'work.contracts',
    roles: officers,
    own: ['reviewer'],
    bands: ['week'],
    undated: 'week',
    ...caseWork({
      filter: colleague => ({
        ...assignedTo(colleague),
        state: 'accepted',
        $or: [
          { [`${conditions}.state`]: trusted({ $ne: 'open' }) },
          { 'offer.acceptance.scanSentAt': trusted({ $ne: null }) },
        ],
      }),
      sort: { stateSince: 1, _id: 1 },
      step: 'work.contracts.step',
      at: '/acceptance',
    }),
  },
  {
    kind: 'handovers',
    heading: 'work.handovers',
    roles: officers,
    own: officers,
    bands: ['week'],
    undated: 'week',
    ...caseWork({
      filter: ({ id, coveredBy }) => ({
        $or: coveredBy ? [{ assignee: id }] : [{ assignee: id }, { assignee: null }],
        state: 'contracted',
        ...notHandedOver,
      }),
      sort: { stateSince: 1, _id: 1 },
      hint: 'queue_by_state',
      step: 'work.handovers.step',
      at: '/handover',
    }),
  },
]
