import { pathTo } from '#server/paths.ts'
import type { ImportRow, PremisesImport } from '#models/transfer/premises-import.ts'
import { formatInstant, formatNumber } from '#shared/texts/format.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import type { ErrorSummary } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { ShownRows } from '../checking/changed-rows.ts'
import type { ProblemGroup } from '../checking/problem-groups.ts'
import { stateInWords, trail } from './begin-page.ts'
import { type ChangesPart, changesPart } from './changes-part.ts'
import { type ComplaintLine, complaintLines, sentence, warningLines } from './complaints.ts'
import { type ProblemPart, problemsPart } from './problems-part.ts'
import { type MappingPart, mappingPart, type MappingTrouble } from './mapping-page.ts'

type Option = { id: string; value: string; label: string; hint: string; checked: boolean }
export type ImportPage = {
  title: string
  breadcrumb: Breadcrumb
  file: string
  by: string
  state: string
  alert: string | null
  summary: ErrorSummary
  mapping: MappingPart | null
  progress: { sentence: string; counted: boolean; value: number; most: number; href: string } | null
  counts: { label: string; value: string }[]
  complaints: ComplaintLine[]
  /** Problems grouped by kind, when there are many; the lines are then not listed one by one. */
  problems: ProblemPart[] | null
  shown: string | null
  errorsHref: string | null
  /** Doubts about places, which do not prevent writing. */
  doubts: { lines: ComplaintLine[]; problems: ProblemPart[] | null; shown: string | null } | null
  write: { action: string; name: string; legend: string; options: Option[]; error?: string } | null
  nothing: string | null
  /** Form to map the columns again. */
  again: MappingPart | null
  undo: string | null
  changes: ChangesPart | null
  beginHref: string
}
export const renderImport = view<ImportPage>('transfer/import')

export const complaintsShown = 100

/** Errors of the request just made. */
export type ImportTrouble = { alert?: string; how?: string; mapping?: MappingTrouble }
type Problems = Record<'complaints' | 'warnings', ProblemGroup[]>
type Subject = {
  one: PremisesImport
  troubles: ImportRow[]
  doubtful: ImportRow[]
  problems: Problems
  shown: ShownRows
}

export function importPage(
  reader: Reader,
  { one, troubles, doubtful, problems, shown }: Subject,
  trouble: ImportTrouble = {},
): ImportPage {
  const { t, locale } = reader
  const base = pathTo(locale, '/staff/premises/import')
  const path = pathTo(locale, '/staff/premises/import/:id', { id: one._id.toHexString() })
  const complaints = troubles.flatMap(row => complaintLines(reader, one, row))
  return {
    title: one.file.name,
    breadcrumb: [...trail(reader), { label: t('transfer.import'), href: base }, { label: one.file.name }],
    file: one.file.name,
    by: t('transfer.file.by', { name: one.by.name, when: formatInstant(locale, one.at) }),
    state: stateInWords(t, one),
    alert: trouble.alert ?? failureOf(t, one),
    summary: summaryOf(trouble),
    ...columnsOf(t, one, path, trouble),
    progress: progressOf(reader, one, path),
    counts: countsOf(reader, one),
    complaints: complaints.slice(0, complaintsShown),
    problems: problemsPart(reader, one, { groups: problems.complaints, list: 'complaints' }),
    shown: troubles.length === complaintsShown ? t('transfer.errors.shown', { count: complaintsShown }) : null,
    errorsHref: complaints.length + doubtful.length > 0 ? `${path}/errors.csv` : null,
    doubts: doubtsOf(reader, one, { rows: doubtful, groups: problems.warnings }),
    ...writeOf(t, one, path, trouble),
    undo: one.state === 'written' && one.counts.written > 0 ? `${path}/undo` : null,
    changes: changesPart(reader, { one, shown, path }),
    beginHref: base,
  }
}

type Doubtful = { rows: ImportRow[]; groups: ProblemGroup[] }

function doubtsOf(reader: Reader, one: PremisesImport, { rows, groups }: Doubtful): ImportPage['doubts'] {
  const lines = rows.flatMap(row => warningLines(reader, one, row)).slice(0, complaintsShown)
  if (lines.length === 0 || !one.checkedAt) return null
  const shown = rows.length === complaintsShown ? reader.t('transfer.errors.shown', { count: complaintsShown }) : null
  return { lines, shown, problems: problemsPart(reader, one, { groups, list: 'warnings' }) }
}

function columnsOf(t: Translate, one: PremisesImport, path: string, { mapping }: ImportTrouble) {
  const part = mappingPart(t, one, path, mapping)
  // After a check the columns can be mapped again, but that is not the main purpose of the page.
  const waits = one.state === 'uploaded' || one.state === 'failed' || mapping !== undefined
  return { mapping: waits ? part : null, again: one.state === 'checked' && !waits ? part : null }
}

const failureOf = (t: Translate, { failure }: PremisesImport): string | null =>
  failure && sentence(t, failure.code, failure.gaps ?? {})

function summaryOf({ how, mapping }: ImportTrouble): ErrorSummary {
  const items = Object.entries(mapping?.errors ?? {}).map(([name, text]) => ({ href: `#${name}`, text: text ?? '' }))
  if (how) items.push({ href: '#how', text: how })
  return items.length > 0 ? { items } : null
}

function progressOf({ t, locale }: Reader, one: PremisesImport, href: string): ImportPage['progress'] {
  const { state, counts, rows } = one
  if (state === 'checking')
    return { sentence: t('transfer.progress.checking', { rows }), counted: false, value: 0, most: 1, href }
  if (state !== 'writing' && state !== 'undoing') return null
  const [value, most] =
    state === 'writing'
      ? [counts.written + counts.skipped, counts.create + counts.change]
      : [counts.undone + counts.left, counts.written + counts.undone + counts.left]
  const gaps = { done: formatNumber(locale, value), all: formatNumber(locale, most) }
  return { sentence: t(`transfer.progress.${state}`, gaps), counted: true, value, most: Math.max(1, most), href }
}

const found = ['create', 'change', 'same', 'bad'] as const
const became = ['doubtful', 'unread', 'written', 'skipped', 'undone', 'left'] as const

/** Returns the counts of the check, followed by those of the writing. */
function countsOf({ t, locale }: Reader, { counts, checkedAt }: PremisesImport): ImportPage['counts'] {
  if (!checkedAt) return []
  const names = [...found, ...became.filter(name => counts[name] > 0)]
  return names.map(name => ({ label: t(`transfer.count.${name}`), value: formatNumber(locale, counts[name]) }))
}

function writeOf(
  t: Translate,
  one: PremisesImport,
  path: string,
  { how }: ImportTrouble,
): Pick<ImportPage, 'write' | 'nothing'> {
  if (one.state !== 'checked') return { write: null, nothing: null }
  const { create, change, bad } = one.counts
  if (create + change === 0)
    return { write: null, nothing: t(bad === 0 ? 'transfer.write.nothing' : 'transfer.write.all-bad') }
  const options: ('whole' | 'good')[] = bad > 0 ? ['good'] : ['whole', 'good']
  return {
    nothing: null,
    write: {
      action: `${path}/write`,
      name: 'how',
      legend: t('transfer.write.how'),
      ...(how ? { error: how } : {}),
      options: options.map((value, index) => ({
        id: index === 0 ? 'how' : `how-${value}`,
        value,
        label: t(`transfer.write.${value}`),
        hint: t(`transfer.write.${value}.hint`),
        checked: index === 0,
      })),
    },
  }
}
