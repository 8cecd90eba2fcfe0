import { trusted, type QueryFilter } from 'mongoose'
import type { Application } from '#models/cases/application.ts'
import type { ObjectionAnswer } from '#models/cases/parts/public-notice.ts'
import { refusalAfter } from '#shared/own-cause.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'

type Objected = Pick<Application, 'objections' | 'objectionAnswers'>

/** Returns the office's answers to the objections to the present notice. */
export const answersNow = ({ objections, objectionAnswers = [] }: Objected): ObjectionAnswer[] =>
  objectionAnswers.filter(({ objection }) => objections?.includes(objection))

/** Returns the ids of the unanswered objections to the present notice. */
export function openObjections(application: Objected): string[] {
  const answered = answersNow(application).map(({ objection }) => objection)
  return (application.objections ?? []).filter(id => !answered.includes(id))
}

/** Checks whether an objection was upheld. Then the announced offer is not made. */
export const isUpheld = (application: Objected): boolean =>
  answersNow(application).some(({ outcome }) => outcome === 'upheld')

/** Returns why somebody answers no objection to this case: they announced a decision on it, or scored it. */
export function ownPartIn(
  { events, assessments }: Pick<Application, 'events' | 'assessments'>,
  id: string | undefined,
): MessageKey | null {
  const scored = id !== undefined && assessments.some(({ reviewer }) => reviewer === id)
  const announced = id !== undefined && events.some(({ to, by }) => to === 'public_notice' && by.id === id)
  return refusalAfter(
    [...(scored ? ['scores-case' as const] : []), ...(announced ? ['announces-decision' as const] : [])],
    'answers-objection',
  )
}

/** Filter for cases in which somebody may answer objections, by the same rule. */
export const withoutPartOf = (id: string): QueryFilter<Application> => ({
  'assessments.reviewer': trusted({ $ne: id }),
  events: trusted({ $not: trusted({ $elemMatch: { to: 'public_notice', 'by.id': id } }) }),
})

/** Filter for announced cases with an unanswered objection. */
export const objectedFilter: QueryFilter<Application> = {
  'objections.0': trusted({ $exists: true }),
  $expr: trusted({
    $ne: [{ $size: { $setDifference: ['$objections', { $ifNull: ['$objectionAnswers.objection', []] }] } }, 0],
  }),
}

const upheldNow = {
  $filter: {
    input: { $ifNull: ['$objectionAnswers', []] },
    as: 'answer',
    cond: { $and: [{ $eq: ['$$answer.outcome', 'upheld'] }, { $in: ['$$answer.objection', '$objections'] }] },
  },
}

/** Filter for announced cases with an upheld objection to the present notice; the same as `isUpheld`. */
export const upheldFilter: QueryFilter<Application> = {
  'objections.0': trusted({ $exists: true }),
  'objectionAnswers.outcome': 'upheld',
  $expr: trusted({ $ne: [{ $size: upheldNow }, 0] }),
}
