import type { PremisesImport } from '#models/transfer/premises-import.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { linesIn, type ProblemGroup, rowOf } from '../checking/problem-groups.ts'
import { type ComplaintLine, complaintLines, sentence, warningLines } from './complaints.ts'

export type ProblemPart = {
  count: string
  /** The column, and what is wrong with its values. */
  column: string
  wrong: string
  allowed: string
  lines: ComplaintLine[]
  /** Whether the sentences about the rows differ. */
  each: boolean
  more: string | null
}

/** Most lines shown as a list. More are grouped by problem. */
const mostListed = 12

/** Returns the problems of an import by kind. Null when a list of rows is clearer: few lines, or too few alike. */
export function problemsPart(
  reader: Reader,
  one: PremisesImport,
  { groups, list }: { groups: readonly ProblemGroup[]; list: 'complaints' | 'warnings' },
): ProblemPart[] | null {
  const lines = linesIn(groups)
  if (lines <= mostListed || groups.length * 2 > lines) return null
  return groups.map(group => partOf(reader, one, { group, list }))
}

type Shown = { group: ProblemGroup; list: 'complaints' | 'warnings' }

function partOf(reader: Reader, one: PremisesImport, { group, list }: Shown): ProblemPart {
  const { t, locale } = reader
  const linesOf = list === 'complaints' ? complaintLines : warningLines
  const lines = group.said.flatMap(said => linesOf(reader, one, rowOf(said, list)))
  const [first] = lines
  const each = new Set(lines.map(({ wrong }) => wrong)).size > 1
  const left = group.count - group.said.length
  return {
    count: t('transfer.problems.count', { count: group.count }),
    column: first?.column ?? '',
    wrong: each ? generalOf(reader, group) : (first?.wrong ?? ''),
    allowed: first?.allowed ?? '',
    ...{ lines, each },
    more: left > 0 ? t('transfer.problems.more', { count: formatNumber(locale, left) }) : null,
  }
}

/** Returns the sentence common to all rows of a group, with "…" where they differ. */
function generalOf({ t }: Reader, { said }: ProblemGroup): string {
  const complaint = said[0]?.complaint
  if (!complaint) return ''
  const gaps = Object.fromEntries(Object.keys(complaint.gaps ?? {}).map(gap => [gap, '…']))
  return sentence(t, complaint.code, gaps)
}
