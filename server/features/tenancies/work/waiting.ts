import { trusted } from 'mongoose'
import type { CityDay } from '#shared/days/city-day.ts'
import { answerableStates } from '../duties/duties.ts'

/** Returns a filter for quarterly reports due before a day that have not arrived, by the same rule as `lateMilestones`. */
export const lateReportsExpression = (day: CityDay) => ({
  $filter: {
    input: '$milestones',
    as: 'one',
    cond: {
      $and: [
        { $eq: ['$$one.kind', 'quarterly_report'] },
        { $not: ['$$one.doneOn'] },
        { $lt: ['$$one.dueOn', day] },
        // While a pause lasts, a report is missing only if it was due before the pause, which is the last one.
        { $or: [{ $ne: ['$state', 'suspended'] }, { $lt: ['$$one.dueOn', { $last: '$pauses.from' }] }] },
        { $or: [{ $ne: ['$state', 'notice'] }, { $lte: ['$$one.dueOn', { $ifNull: ['$leavesOn', '9999'] }] }] },
      ],
    },
  },
})

export const lateReportsFilter = (day: CityDay) => ({
  milestones: trusted({ $elemMatch: { kind: 'quarterly_report', doneOn: null, dueOn: { $lt: day } } }),
  $expr: trusted({ $gt: [{ $size: lateReportsExpression(day) }, 0] }),
})

export const withSentReports = { 'unreadReports.0': trusted({ $exists: true }) }

export const withUnreadDutyReports = { dutyReports: trusted({ $elemMatch: { readAt: null } }) }

/** Filter for an unread answer to an open finding. */
export const withUnreadAnswers = {
  inspections: trusted({
    $elemMatch: {
      findings: trusted({
        $elemMatch: { curedOn: null, answers: trusted({ $elemMatch: { readAt: null } }) },
      }),
    },
  }),
}

export const withOpenFindings = {
  inspections: trusted({ $elemMatch: { findings: trusted({ $elemMatch: { curedOn: null } }) } }),
}

/** The same rule as `renewalDueOn`. */
export const renewalRequestFilter = {
  state: trusted({ $in: [...answerableStates] }),
  'renewal.at': trusted({ $type: 'date' as const }),
  'renewal.decidedAt': null,
  $or: [{ proposal: null }, { 'proposal.act': 'party' as const }],
  termination: null,
}

export const withProposal = { 'proposal.at': trusted({ $type: 'date' as const }) }
export const withAppeal = { 'termination.appeal.at': trusted({ $type: 'date' as const }) }
