import { trusted, type QueryFilter } from 'mongoose'
import type { Application } from '#models/cases/application.ts'
import type { ObjectionAnswer } from '#models/cases/parts/public-notice.ts'

type Objected = Pick<Application, 'objections' | 'objectionAnswers'>

/** What the office answered to the objections of the present notice. */
export const answersNow = ({ objections, objectionAnswers = [] }: Objected): ObjectionAnswer[] =>
  objectionAnswers.filter(({ objection }) => objections?.includes(objection))

/** Ids of the objections to the present notice that nobody has answered. */
export function openObjections(application: Objected): string[] {
  const answered = answersNow(application).map(({ objection }) => objection)
  return (application.objections ?? []).filter(id => !answered.includes(id))
}

/** Was one of them found right? Then what was announced is not given. */
export const isUpheld = (application: Objected): boolean =>
  answersNow(application).some(({ outcome }) => outcome === 'upheld')

/** Announced cases in which an objection waits for its answer, for the database. */
export const objected: QueryFilter<Application> = {
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

/** Announced cases in which an objection to the present notice was found right, for the database: as `isUpheld`. */
export const upheld: QueryFilter<Application> = {
  'objections.0': trusted({ $exists: true }),
  'objectionAnswers.outcome': 'upheld',
  $expr: trusted({ $ne: [{ $size: upheldNow }, 0] }),
}
