import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { dayFilter, instantFilter } from '#outside/database/work-query.ts'
import type { Colleague, Span, WorkSource, WorkItem } from '#shared/work.ts'
import { underReviewStates } from '../states.ts'
import type { Deps } from '../ports.ts'
import { inStates, caseWork, openTo, openToCover, unassigned, officers, type CaseFilter } from './case-work.ts'

const inHand = ['submitted', 'screening', 'review'] as const
const handIndex = 'desk_in_hand'

/** The applicant's answer led to the present state, and the office has not acted since. */
const answered: CaseFilter = {
  state: inStates(['screening', 'review']),
  turnFrom: trusted({ $gte: new Date(0) }),
  $expr: trusted({ $eq: [{ $last: '$pastRequests.closedAt' }, '$stateSince'] }),
}
const notAnswered: CaseFilter = {
  $expr: trusted({ $ne: [{ $ifNull: [{ $last: '$pastRequests.closedAt' }, null] }, '$stateSince'] }),
}

const ownCases = (colleague: Colleague, span: Span): CaseFilter => ({
  ...openToCover(colleague),
  assignee: colleague.id,
  state: inStates(inHand),
  dueOn: dayFilter(span),
})
const ownAnswered = ({ id }: Colleague, span: Span): CaseFilter => ({
  assignee: id,
  ...answered,
  dueOn: dayFilter(span),
})

/** Cases without a panel and without scores; reviewers have to be seated. */
const unstaffed: CaseFilter = {
  'panel.0': trusted({ $exists: false }),
  'assessments.0': trusted({ $exists: false }),
}
const staffed: CaseFilter = { $nor: [{ state: 'review', ...unstaffed }] }

const answeredWork = caseWork({
  filter: ownAnswered,
  sort: { dueOn: 1, _id: 1 },
  hint: handIndex,
  step: 'work.answered.step',
  due: ({ dueOn }) => dueOn,
})

/**
 * An officer's cases, without those that were answered or lack a reviewer, which are listed separately. All cases are
 * counted along the index, and the counts of those two kinds are subtracted.
 */
const ownWork = {
  list: caseWork({
    filter: (colleague, span) => ({ ...ownCases(colleague, span), ...notAnswered, ...staffed }),
    sort: { dueOn: 1, _id: 1 },
    hint: handIndex,
    step: ({ state }) => `work.own.step.${state as (typeof inHand)[number]}`,
    due: ({ dueOn }) => dueOn,
  }).list,
  count: async (colleague: Colleague, span: Span) => {
    const own = ownCases(colleague, span)
    const [all, answers, lacking] = await Promise.all([
      ApplicationModel.countDocuments(own, { hint: handIndex }),
      answeredWork.count(colleague, span),
      ApplicationModel.countDocuments({ ...own, ...notAnswered, state: 'review', ...unstaffed }, { hint: handIndex }),
    ])
    return all - answers - lacking
  },
}

/** Work in cases for those who handle them, by whose turn it is (`status/stage.ts`, `states.ts`). */
export const caseSources: readonly WorkSource[] = [
  {
    kind: 'answered',
    heading: 'work.answered',
    roles: officers,
    own: officers,
    bands: ['today', 'week', 'later'],
    undated: 'today',
    ...answeredWork,
  },
  {
    kind: 'cases',
    heading: 'work.own',
    roles: officers,
    own: officers,
    bands: ['today', 'week', 'later'],
    undated: 'today',
    ...ownWork,
  },
  {
    kind: 'scores',
    heading: 'work.scores',
    roles: ['reviewer'],
    own: ['reviewer'],
    bands: ['today', 'week', 'later'],
    undated: 'today',
    ...caseWork({
      filter: ({ id, coveredBy }, span) => ({
        'panel.id': id,
        state: inStates(underReviewStates),
        'assessments.reviewer': trusted({ $ne: id }),
        dueOn: dayFilter(span),
        // Nobody scores twice: a stand-in is only shown the cases in which they could take the seat.
        ...(coveredBy ? { $nor: [{ 'panel.id': coveredBy }, { 'assessments.reviewer': coveredBy }] } : {}),
      }),
      sort: { dueOn: 1, _id: 1 },
      hint: 'panel.id_1_state_1',
      step: 'work.scores.step',
      due: ({ dueOn }) => dueOn,
    }),
  },
  {
    kind: 'interviews',
    heading: 'work.interviews',
    roles: officers,
    own: officers,
    bands: ['today', 'week', 'later'],
    ...caseWork({
      filter: ({ id }, span) => ({
        state: 'interview',
        'interview.state': 'open',
        'interview.startsAt': instantFilter(span),
        $or: [{ assignee: id }, { 'panel.id': id }],
      }),
      sort: { 'interview.startsAt': 1 },
      hint: 'interviews_to_come',
      step: 'work.interviews.step',
      due: ({ interview }) => interview?.startsAt,
      timed: true,
      at: '#talk',
    }),
  },
  {
    kind: 'interviews-to-arrange',
    heading: 'work.arrange',
    roles: officers,
    own: officers,
    bands: ['today', 'week', 'later'],
    undated: 'today',
    ...caseWork({
      filter: ({ id }, span) => ({
        assignee: id,
        state: 'interview',
        'interview.state': trusted({ $ne: 'open' }),
        dueOn: dayFilter(span),
      }),
      sort: { dueOn: 1, _id: 1 },
      hint: handIndex,
      step: 'work.arrange.step',
      due: ({ dueOn }) => dueOn,
      at: '#talk',
    }),
  },
  {
    kind: 'messages',
    heading: 'work.messages',
    roles: officers,
    own: officers,
    bands: ['today'],
    undated: 'today',
    ...caseWork({
      // Unassigned cases are already on the desk of the stand-in.
      filter: ({ id, coveredBy }) => ({
        unansweredMessages: trusted({ $gt: 0 }),
        $or: coveredBy ? [{ assignee: id }] : [{ assignee: id }, { assignee: null }],
      }),
      sort: { updatedAt: 1, _id: 1 },
      hint: 'messages_to_answer',
      step: 'work.messages.step',
      at: '#messages',
    }),
  },
  {
    kind: 'mentions',
    heading: 'work.mentions',
    roles: ['reviewer', 'decider', 'administrator'],
    bands: ['today'],
    undated: 'today',
    ...caseWork({
      filter: ({ id }) => ({ 'mentioned.account': id, ...openTo(id) }),
      sort: { updatedAt: 1, _id: 1 },
      step: 'work.mentions.step',
      at: '#notes',
    }),
  },
  {
    kind: 'answers-awaited',
    heading: 'work.awaited',
    roles: officers,
    own: officers,
    bands: ['today', 'week'],
    ...caseWork({
      filter: ({ id }, span) => ({ assignee: id, state: 'information_requested', answerBy: instantFilter(span) }),
      sort: { answerBy: 1, _id: 1 },
      hint: handIndex,
      step: 'work.awaited.step',
      due: ({ answerBy }) => answerBy,
    }),
  },
  {
    kind: 'unstaffed',
    heading: 'work.unstaffed',
    roles: officers,
    bands: ['today', 'week', 'later'],
    undated: 'today',
    ...caseWork({
      // A case gets reviewers when it enters the review, unless nobody may be one.
      filter: (_colleague, span) => ({
        state: inStates(['review', 'interview']),
        ...unstaffed,
        dueOn: dayFilter(span),
      }),
      sort: { dueOn: 1 },
      step: 'work.unstaffed.step',
      due: ({ dueOn }) => dueOn,
    }),
  },
  {
    kind: 'new-cases',
    heading: 'work.unassigned',
    roles: ['reviewer', 'decider', 'administrator'],
    bands: ['today'],
    undated: 'today',
    ...caseWork({
      filter: () => ({
        assignee: unassigned,
        submittedAt: trusted({ $gte: new Date(0) }),
        state: inStates([...inHand, 'interview', 'accepted']),
      }),
      sort: { submittedAt: 1, _id: 1 },
      hint: 'queue_by_officer',
      step: 'work.unassigned.step',
      due: ({ dueOn }) => dueOn,
      at: '#handling',
    }),
  },
]

type CaseOf = Pick<Application, '_id' | 'reference' | 'applicantName' | 'dueOn'>

/** Maximum number of cases of one colleague whose documents are counted. */
const maxCases = 1_000

/** Returns the work on documents without a finding, in an officer's cases in screening or with conditions to fulfil. */
export function documentSource({ documents }: Pick<Deps, 'documents'>): WorkSource {
  type Waiting = Pick<CaseOf, '_id' | 'dueOn'> & { count: number }
  async function waiting(colleague: Colleague, span: Span): Promise<Waiting[]> {
    const cases = await ApplicationModel.find(
      {
        assignee: colleague.id,
        ...openToCover(colleague),
        state: inStates(['screening', 'accepted']),
        dueOn: dayFilter(span),
      },
      { _id: 1, dueOn: 1 },
      { hint: 'desk_in_hand' },
    )
      .sort({ dueOn: 1 })
      .limit(maxCases)
      .lean<Pick<CaseOf, '_id' | 'dueOn'>[]>()
    const counts = await documents.unreviewed(cases.map(({ _id }) => _id.toHexString()))
    return cases
      .map(one => ({ ...one, count: counts.get(one._id.toHexString()) ?? 0 }))
      .filter(({ count }) => count > 0)
  }

  /** Reads reference and name only for the items shown. */
  async function named(shown: readonly Waiting[]): Promise<WorkItem[]> {
    if (shown.length === 0) return []
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
