import { pathTo } from '#server/paths.ts'
import type { PremisesImport } from '#models/transfer/premises-import.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { MessageKey, Translate, Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { type ChangeRow, changeRows, paginationOf, valueRows } from '#features/listings/history/page.ts'
import { type ShownKind, shownKinds, type ShownRow, type ShownRows } from '../checking/changed-rows.ts'
import { sentence } from './complaints.ts'

type Row = {
  code: string
  /** Link to the premises; null when it does not exist, not yet or no longer. */
  href: string | null
  title: string
  lang: string
  row: string
  became: { tone: string; label: string } | null
  note: string | null
  changes: ChangeRow[]
  facts: { summary: string; rows: ChangeRow[] } | null
}
export type ChangesPart = {
  title: string
  tabs: { href: string; label: string; current: boolean }[]
  rows: Row[]
  pagination: ReturnType<typeof paginationOf>
}

const began: ReadonlySet<string> = new Set<PremisesImport['state']>(['writing', 'written', 'undoing', 'undone'])

/**
 * Returns what a checked import will do, or has done, to each premises. Null before the check and when it changes nothing.
 */
export function changesPart(
  reader: Reader,
  { one, shown, path }: { one: PremisesImport; shown: ShownRows; path: string },
): ChangesPart | null {
  const { t, locale } = reader
  const done = began.has(one.state)
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
    rows: shown.rows.map(row => rowOf(reader, row, shown.kind)),
    pagination: paginationOf(t, hrefOf(shown.kind), shown, { and: '&page=', at: '#changes' }),
  }
}

const words: Partial<Record<ShownRow['state'], { tone: string; key: MessageKey }>> = {
  written: { tone: 'good', key: 'transfer.count.written' },
  skipped: { tone: 'warn', key: 'transfer.count.skipped' },
  undone: { tone: 'calm', key: 'transfer.count.undone' },
  left: { tone: 'warn', key: 'transfer.count.left' },
}

function rowOf({ t, locale }: Reader, shown: ShownRow, kind: ShownKind): Row {
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
  if (reason) return sentence(t, reason, {})
  return kind !== 'create' && title === null ? t('transfer.skipped.gone') : null
}
