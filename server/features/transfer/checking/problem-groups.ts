import mongoose from 'mongoose'
import { type CellComplaint, type ImportRow, ImportRowModel } from '#models/transfer/premises-import.ts'

/** Rows with the same problem: the same sentence about the same column. `example` contains the first of them. */
export type ProblemGroup = {
  count: number
  said: { row: number; code: string; complaint: CellComplaint | null; reason: string | null }[]
}

const maxExamples = 50

/** Returns the complaints or warnings of an import grouped by kind, the most frequent first. */
export async function findProblemGroups(id: string, list: 'complaints' | 'warnings'): Promise<ProblemGroup[]> {
  const one = `$${list}`
  return ImportRowModel.aggregate<ProblemGroup>([
    { $match: { import: new mongoose.Types.ObjectId(id), [`${list}.0`]: { $exists: true } } },
    { $sort: { row: 1 } },
    { $unwind: one },
    groupStage(
      { field: `${one}.field`, code: `${one}.code`, word: `${one}.gaps.word` },
      { complaint: one, reason: null },
    ),
    ...orderStages,
  ])
}

/** Returns the rows that could not be written or undone, grouped by reason. */
export async function findReasonGroups(id: string): Promise<ProblemGroup[]> {
  return ImportRowModel.aggregate<ProblemGroup>([
    { $match: { import: new mongoose.Types.ObjectId(id), kind: { $ne: 'bad' }, reason: { $ne: null } } },
    { $sort: { row: 1 } },
    groupStage({ reason: '$reason' }, { complaint: null, reason: '$reason' }),
    ...orderStages,
  ])
}

type GroupExample = Record<'complaint' | 'reason', string | null>
const groupStage = (by: Record<string, string>, example: GroupExample) => ({
  $group: { _id: by, count: { $sum: 1 }, said: { $push: { row: '$row', code: '$code', ...example } } },
})

const orderStages: mongoose.PipelineStage[] = [
  { $project: { _id: 0, count: 1, said: { $slice: ['$said', maxExamples] } } },
  { $sort: { count: -1, 'said.row': 1 } },
]

/** Returns how many lines a list of all of them would have. */
export const countLines = (groups: readonly ProblemGroup[]): number => groups.reduce((sum, { count }) => sum + count, 0)

/** Returns a row of a group in the shape that the complaint lines need. */
export const rowOf = (
  { row, code, complaint, reason }: ProblemGroup['said'][number],
  list: 'complaints' | 'warnings',
) =>
  ({ row, code, reason, complaints: [], warnings: [], ...(complaint ? { [list]: [complaint] } : {}) }) as Pick<
    ImportRow,
    'row' | 'code' | 'reason' | 'complaints' | 'warnings'
  >
