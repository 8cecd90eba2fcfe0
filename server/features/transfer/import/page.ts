import { pathTo } from '#server/paths.ts'
import type { ImportRow, PremisesImport } from '#models/transfer/premises-import.ts'
import { formatInstant, formatNumber } from '#shared/texts/format.ts'
import type { Translate, Reader, MessageKey } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { ErrorSummary } from '#web/forms/forms.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { pickOffered } from '#features/premises/fields/offered.ts'
import { changeRows, valueRows, type ChangeRow } from '#features/listings/history/page.ts'
import { shownKinds, type ShownRows, type ShownKind, type ShownRow } from '../checking/changed-rows.ts'
import { countLines, rowOf, type ProblemGroup } from '../checking/problem-groups.ts'
import { describeState, transferBreadcrumb } from './begin-page.ts'
import { complaintLines, translateKey, warningLines, type ComplaintLine } from './complaints.ts'
import { mappingPart, type MappingPart, type MappingTrouble } from './mapping-page.ts'

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
  progress: {
    sentence: string
    counted: boolean
    value: number
    most: number
    href: string
    cancel: string | null
  } | null
  counts: { label: string; value: string }[]
  complaints: ComplaintLine[]
  /** Problems grouped by kind, when there are many; the lines are then not listed one by one. */
  problems: ProblemPart[] | null
  shown: string | null
  errorsHref: string | null
  /** Doubts about places, which do not prevent writing. */
  doubts: { lines: ComplaintLine[]; problems: ProblemPart[] | null; shown: string | null } | null
  write: { action: string; checked: string; name: string; legend: string; options: Option[]; error?: string } | null
  nothing: string | null
  /** Form to map the columns again. */
  again: MappingPart | null
  undo: string | null
  changes: ChangesPart | null
  beginHref: string
}
export const renderImport = view<ImportPage>('transfer/import')

export const complaintsShown = 100

type How = 'whole' | 'good'
/** Errors of the request just made, and which rows it was to write. */
export type ImportTrouble = { alert?: string; how?: string; mapping?: MappingTrouble; chosen?: How | undefined }
type Problems = Record<'complaints' | 'warnings', ProblemGroup[]>
type Subject = {
  one: PremisesImport
  troubles: ImportRow[]
  doubtful: ImportRow[]
  problems: Problems
  shown: ShownRows
  /** Codes of those of the shown premises that are under an offer. */
  offered: ReadonlySet<string>
}

export function importPage(
  reader: Reader,
  { one, troubles, doubtful, problems, shown, offered }: Subject,
  trouble: ImportTrouble = {},
): ImportPage {
  const { t, locale } = reader
  const base = pathTo(locale, '/staff/premises/import')
  const path = pathTo(locale, '/staff/premises/import/:id', { id: one._id.toHexString() })
  const complaints = troubles.flatMap(row => complaintLines(reader, one, row))
  return {
    title: one.file.name,
    breadcrumb: [...transferBreadcrumb(reader), { label: t('transfer.import'), href: base }, { label: one.file.name }],
    file: one.file.name,
    by: t('transfer.file.by', { name: one.by.name, when: formatInstant(locale, one.at) }),
    state: describeState(t, one),
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
    changes: changesPart(reader, { one, shown, offered, path }),
    beginHref: base,
  }
}

type DoubtfulRows = { rows: ImportRow[]; groups: ProblemGroup[] }

function doubtsOf(reader: Reader, one: PremisesImport, { rows, groups }: DoubtfulRows): ImportPage['doubts'] {
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
  failure && translateKey(t, failure.code, failure.gaps ?? {})

function summaryOf({ how, mapping }: ImportTrouble): ErrorSummary {
  const items = Object.entries(mapping?.errors ?? {}).map(([name, text]) => ({ href: `#${name}`, text: text ?? '' }))
  if (how) items.push({ href: '#how', text: how })
  return items.length > 0 ? { items } : null
}

function progressOf({ t, locale }: Reader, one: PremisesImport, href: string): ImportPage['progress'] {
  const { state, counts, rows } = one
  if (state === 'checking')
    return {
      sentence: t('transfer.progress.checking', { rows }),
      counted: false,
      value: 0,
      most: 1,
      href,
      cancel: `${href}/cancel`,
    }
  if (state !== 'writing' && state !== 'undoing') return null
  const [value, most] =
    state === 'writing'
      ? [counts.written + counts.skipped, counts.create + counts.change]
      : [counts.undone + counts.left, counts.written + counts.undone + counts.left]
  const gaps = { done: formatNumber(locale, value), all: formatNumber(locale, most) }
  return {
    sentence: t(`transfer.progress.${state}`, gaps),
    counted: true,
    value,
    most: Math.max(1, most),
    href,
    cancel: state === 'writing' ? `${href}/cancel` : null,
  }
}

const checkCounts = ['create', 'change', 'same', 'bad'] as const
const writeCounts = ['doubtful', 'unread', 'written', 'skipped', 'undone', 'left'] as const

/** Returns the counts of the check, followed by those of the writing. */
function countsOf({ t, locale }: Reader, { counts, checkedAt }: PremisesImport): ImportPage['counts'] {
  if (!checkedAt) return []
  const names = [...checkCounts, ...writeCounts.filter(name => counts[name] > 0)]
  return names.map(name => ({ label: t(`transfer.count.${name}`), value: formatNumber(locale, counts[name]) }))
}

function writeOf(
  t: Translate,
  one: PremisesImport,
  path: string,
  { how, chosen }: ImportTrouble,
): Pick<ImportPage, 'write' | 'nothing'> {
  if (one.state !== 'checked') return { write: null, nothing: null }
  const { create, change, bad } = one.counts
  if (create + change === 0)
    return { write: null, nothing: t(bad === 0 ? 'transfer.write.nothing' : 'transfer.write.all-bad') }
  const options: How[] = bad > 0 ? ['good'] : ['whole', 'good']
  return {
    nothing: null,
    write: {
      action: `${path}/write`,
      checked: one.checkedAt?.toISOString() ?? '',
      name: 'how',
      legend: t('transfer.write.how'),
      ...(how ? { error: how } : {}),
      options: options.map((value, index) => ({
        id: index === 0 ? 'how' : `how-${value}`,
        value,
        label: t(`transfer.write.${value}`),
        hint: t(`transfer.write.${value}.hint`),
        checked: value === (options.find(option => option === chosen) ?? options[0]),
      })),
    },
  }
}

type ProblemPart = {
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
function problemsPart(
  reader: Reader,
  one: PremisesImport,
  { groups, list }: { groups: readonly ProblemGroup[]; list: 'complaints' | 'warnings' },
): ProblemPart[] | null {
  const lines = countLines(groups)
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
    wrong: each ? commonSentence(reader, group) : (first?.wrong ?? ''),
    allowed: first?.allowed ?? '',
    lines,
    each,
    more: left > 0 ? t('transfer.problems.more', { count: formatNumber(locale, left) }) : null,
  }
}

/** Returns the sentence common to all rows of a group, with "…" where they differ. */
function commonSentence({ t }: Reader, { said }: ProblemGroup): string {
  const complaint = said[0]?.complaint
  if (!complaint) return ''
  const gaps = Object.fromEntries(Object.keys(complaint.gaps ?? {}).map(gap => [gap, '…']))
  return translateKey(t, complaint.code, gaps)
}

type Row = {
  code: string
  /** Link to the premises; null when it does not exist, not yet or no longer. */
  href: string | null
  title: string
  lang: string
  row: string
  became: { tone: string; label: string } | null
  note: string | null
  /** Says that an offer keeps the terms that are changed; null where there is none. */
  offered: string | null
  changes: ChangeRow[]
  facts: { summary: string; rows: ChangeRow[] } | null
}
type ChangesPart = {
  title: string
  tabs: { href: string; label: string; current: boolean }[]
  rows: Row[]
  pagination: Pagination | null
}

const writingStates: ReadonlySet<string> = new Set<PremisesImport['state']>(['writing', 'written', 'undoing', 'undone'])

/**
 * Returns what a checked import will do, or has done, to each premises. Null before the check and when it changes nothing.
 */
function changesPart(
  reader: Reader,
  { one, shown, offered, path }: Pick<Subject, 'one' | 'shown' | 'offered'> & { path: string },
): ChangesPart | null {
  const { t, locale } = reader
  const done = writingStates.has(one.state)
  const kinds = shownKinds.filter(kind => one.counts[kind] > 0)
  if ((one.state !== 'checked' && !done) || kinds.length === 0) return null
  const hrefOf = (kind: ShownKind) => `${path}?show=${kind}`
  return {
    title: t(done ? 'transfer.changes.done' : 'transfer.changes'),
    tabs: kinds.map(kind => ({
      href: `${hrefOf(kind)}#changes`,
      label: t(`transfer.changes.${kind}`, { count: formatNumber(locale, one.counts[kind]) }),
      current: kind === shown.kind,
    })),
    rows: shown.rows.map(row => ({
      ...changedRow(reader, row, shown.kind),
      offered: keepsTerms(row, offered) ? t('listing.offered.row') : null,
    })),
    pagination: paginationOf(t, shown, page => `${hrefOf(shown.kind)}&page=${page}#changes`),
  }
}

const words: Partial<Record<ShownRow['state'], { tone: string; key: MessageKey }>> = {
  written: { tone: 'good', key: 'transfer.count.written' },
  skipped: { tone: 'warn', key: 'transfer.count.skipped' },
  undone: { tone: 'calm', key: 'transfer.count.undone' },
  left: { tone: 'warn', key: 'transfer.count.left' },
}

const keepsTerms = ({ code, changes }: ShownRow, offered: ReadonlySet<string>): boolean =>
  offered.has(code) && pickOffered(changes.map(({ field }) => field)).length > 0

function changedRow({ t, locale }: Reader, shown: ShownRow, kind: ShownKind): Omit<Row, 'offered'> {
  const { code, state, changes } = shown
  const became = kind === 'same' ? undefined : words[state]
  const { text, locale: lang } = readText(shown.title, locale)
  const facts = valueRows({ t, locale }, shown.values)
  return {
    code,
    href: isThere(shown, kind) ? pathTo(locale, '/staff/premises/:code', { code }) : null,
    title: text,
    lang,
    row: t('transfer.changes.row', { row: formatNumber(locale, shown.row) }),
    became: became ? { tone: became.tone, label: t(became.key) } : null,
    note: noteOf(t, shown, kind),
    changes: changeRows({ t, locale }, changes),
    facts: facts.length > 0 ? { summary: t('transfer.changes.fields', { count: facts.length }), rows: facts } : null,
  }
}

const isThere = ({ title, state }: ShownRow, kind: ShownKind): boolean =>
  kind === 'create' ? state === 'written' || state === 'left' : title !== null

function noteOf(t: Translate, { reason, title }: ShownRow, kind: ShownKind): string | null {
  if (reason) return translateKey(t, reason, {})
  return kind !== 'create' && title === null ? t('transfer.skipped.gone') : null
}
