import type { CellComplaint } from '#models/transfer/premises-import.ts'
import type { NewRow } from './checking.ts'

/** What becomes, or would become, of a row that a program sent. */
export const rowOutcomes = [
  ...(['would-create', 'would-change', 'created', 'changed'] as const),
  ...(['same', 'bad', 'skipped', 'not-written'] as const),
] as const
export type RowOutcome = {
  row: number
  code: string
  outcome: (typeof rowOutcomes)[number]
  /** Of the premises, once it is written; null where nothing is. */
  version: number | null
  /** A text that was marked as reviewed is another one: the mark goes. */
  unread: boolean
  complaints: Said[]
  /** What is doubtful about the place that it gives; it is written all the same. */
  warnings: Said[]
}
type Said = Pick<CellComplaint, 'field' | 'code' | 'gaps'>
type Phase = 'would' | 'done' | 'refused'

const becomes = {
  would: { create: 'would-create', change: 'would-change' },
  done: { create: 'created', change: 'changed' },
  refused: { create: 'not-written', change: 'not-written' },
} as const

/** Says it of a row: before anything is written, afterwards, or when all of them were refused together. Pure. */
export function outcomeOf(row: NewRow, phase: Phase): RowOutcome {
  const { code, kind, unread } = row
  const common = { row: row.row, code, unread, version: null, complaints: [], warnings: [] }
  if (kind === 'bad') return { ...common, outcome: 'bad', complaints: row.complaints }
  if (kind === 'same') return { ...common, outcome: 'same' }
  if (phase === 'done' && row.reason && row.state === 'skipped')
    return { ...common, outcome: 'skipped', complaints: [{ field: 'code', code: row.reason }] }
  // What was undone later was written all the same: a repeat is answered as the first time.
  const version = phase === 'done' ? (row.version ?? -1) + 1 : null
  return { ...common, outcome: becomes[phase][kind], version, warnings: row.warnings }
}
