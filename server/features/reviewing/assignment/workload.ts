import mongoose from 'mongoose'
import { ApplicationModel, liveApplicationStates } from '#models/cases/application.ts'
import type { Deps } from '#features/cases/ports.ts'
import { underReviewStates } from '#features/cases/states.ts'
import type { Officer } from '#features/cases/review/panel.ts'

type Count = { _id: unknown; count: number }
const openStates = liveApplicationStates.filter(state => state !== 'draft')

/** Returns all officers by name, with their present workload. */
export async function listOfficers({ accounts }: Pick<Deps, 'accounts'>): Promise<Officer[]> {
  const colleagues = await accounts.people.colleagues(['reviewer', 'decider'])
  const ids = colleagues.map(({ id }) => id)
  const [cases, reviews, away] = await Promise.all([casesOf(ids), reviewsOf(ids), accounts.absences.away()])
  return colleagues.map(({ id, name, role }) => ({
    id,
    name,
    role,
    cases: cases.get(id) ?? 0,
    reviews: reviews.get(id) ?? 0,
    ...awayOf(away.get(id)),
  }))
}

const awayOf = (away: Officer['away']): Pick<Officer, 'away'> => (away ? { away } : {})

async function casesOf(ids: readonly string[]): Promise<Map<string, number>> {
  const counts = await ApplicationModel.aggregate<Count>([
    {
      $match: {
        assignee: { $in: ids.map(id => new mongoose.Types.ObjectId(id)) },
        state: { $in: openStates },
        handedOverOn: null,
      },
    },
    { $group: { _id: '$assignee', count: { $sum: 1 } } },
  ])
  return byId(counts)
}

async function reviewsOf(ids: readonly string[]): Promise<Map<string, number>> {
  const counts = await ApplicationModel.aggregate<Count>([
    { $match: { 'panel.id': { $in: [...ids] }, state: { $in: [...underReviewStates] } } },
    { $unwind: '$panel' },
    { $match: { $expr: { $not: { $in: ['$panel.id', '$assessments.reviewer'] } } } },
    { $group: { _id: '$panel.id', count: { $sum: 1 } } },
  ])
  return byId(counts)
}

const byId = (counts: readonly Count[]) => new Map(counts.map(({ _id, count }) => [String(_id), count]))
