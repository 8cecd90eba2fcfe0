import { trusted } from 'mongoose'
import type { Span, WorkSource } from '#shared/work.ts'
import { conditionsOf } from '../acceptance/of-offer.ts'
import { caseWork, assignedTo, notHandedOver, officers, type CaseFilter, type CaseInHand } from './case-work.ts'

const conditions = 'offer.acceptance.conditions'

const firstOpen = (found: CaseInHand) =>
  conditionsOf(found)
    .filter(({ state }) => state === 'open')
    .map(({ dueOn }) => dueOn)
    .sort()[0]

/** Returns the filter for cases whose first open condition is due within the span. */
const conditionsWithin = ({ from, to }: Span): CaseFilter => ({
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
      filter: (colleague, span) => ({ ...assignedTo(colleague), ...conditionsWithin(span) }),
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
        [`${conditions}.state`]: trusted({ $ne: 'open' }),
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
