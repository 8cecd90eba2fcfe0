import type { CellComplaint } from '#models/transfer/premises-import.ts'
import type { NewRow } from './checking.ts'

/** Outcomes of a row sent by a program, before or after writing. */
export const rowOutcomes = [
  ...(['would-create', 'would-change', 'created', 'changed'] as const),
  ...(['same', 'bad', 'skipped', 'not-written'] as const),
] as const
export type RowOutcome = {
  row: number
  code: string
  outcome: (typeof rowOutcomes)[number]
  /** Version of the premises once it is written; null when nothing is written. */
  version: number | null
  /** Whether a text marked as reviewed changes, which removes the mark. */
  unread: boolean
  complaints: ComplaintSummary[]
  /** Doubts about the place that the row gives. They do not prevent writing. */
  warnings: ComplaintSummary[]
}
type ComplaintSummary = Pick<CellComplaint, 'field' | 'code' | 'gaps'>
type Phase = 'would' | 'done' | 'refused'

const outcomeNames = {
  would: { create: 'would-create', change: 'would-change' },
  done: { create: 'created', change: 'changed' },
  refused: { create: 'not-written', change: 'not-written' },
} as const

/** Returns the outcome of a row before writing, after writing, or when all rows were refused together. Pure. */
export function outcomeOf(row: NewRow, phase: Phase): RowOutcome {
  const { code, kind, unread } = row
  const common = { row: row.row, code, unread, version: null, complaints: [], warnings: [] }
  if (kind === 'bad') return { ...common, outcome: 'bad', complaints: row.complaints }
  if (kind === 'same') return { ...common, outcome: 'same' }
  if (phase === 'done' && row.reason && row.state === 'skipped')
    return { ...common, outcome: 'skipped', complaints: [{ field: 'code', code: row.reason }] }
  // Rows that were undone later were written at the time, so a repeated request gets its first answer.
  const version = phase === 'done' ? (row.version ?? -1) + 1 : null
  return { ...common, outcome: outcomeNames[phase][kind], version, warnings: row.warnings }
}
