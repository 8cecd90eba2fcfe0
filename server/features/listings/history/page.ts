import { pathTo } from '#server/paths.ts'
import type { PremisesVersion } from '#models/listings/premises-version.ts'
import type { Premises } from '#models/premises/premises.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, type Translate, type Reader } from '#shared/texts/i18n.ts'
import type { FormValues } from '#web/forms/forms.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { textFields } from '../form/fields.ts'
import { fieldLabel, formatValue } from '../form/value-text.ts'

type Change = { field: string; before: string | string[]; after: string | string[] }
type Labels = 'listing' | 'building'
export type ChangeRow = { label: string; pieces: Piece[] }
type Frame = { title: string; demo: boolean; breadcrumb: Breadcrumb }

export type VersionsPage = Frame & {
  lead: string
  entries: {
    what: string
    who: string
    note: string
    changes: ChangeRow[]
    href: string | null
    number: string | null
  }[]
  pagination: Pagination | null
}
export const renderVersions = view<VersionsPage>('listings/history/versions')

export type VersionPage = Frame & {
  action: string
  back: string
  now: string
  refusal: string | null
  changes: ChangeRow[]
}
export const renderVersion = view<VersionPage>('listings/history/version')

type VersionList = { entries: PremisesVersion[]; page: number; pages: number; total: number }

/** Returns the page of all changes of a premises, latest first, with every difference. */
export function versionsPage(
  context: Reader,
  premises: Premises,
  { entries, page, pages, total }: VersionList,
): VersionsPage {
  const { t } = context
  const base = baseOf(context, premises)
  return {
    ...frameOf(context, premises, [{ label: t('listing.versions') }]),
    title: t('listing.versions.title', { code: premises.code }),
    lead: t('listing.versions.found', { count: total }),
    entries: entries.map(entry => ({ ...entryPart(context, entry), href: hrefBefore(base, entry) })),
    pagination: paginationOf(t, { page, pages }, number => `${base}?page=${number}`),
  }
}

type Entry = Omit<PremisesVersion, 'code'>

/** Returns one change of a premises or a building: what, by whom, when and why. */
export function entryPart({ t, locale }: Reader, entry: Entry, labels?: Labels) {
  return {
    what: eventLabel(t, entry.kind),
    who: `${formatInstant(locale, entry.at)}${dot}${entry.byName || t('listing.history.system')}`,
    note: entry.note,
    changes: changeRows({ t, locale }, entry.changes, labels),
    number: entry.version === null ? null : t('listing.versions.number', { number: entry.version }),
  }
}

/** Returns the link to the version before a change of its fields; null when there is none. */
export const hrefBefore = (base: string, { version, changes }: Pick<Entry, 'version' | 'changes'>): string | null =>
  version !== null && version > 0 && changes.length > 0 ? `${base}/${String(version - 1)}` : null

/** A version compared with the present record. */
export type Compared = { code: string; version: number; now: number; changes: Change[]; refusal: string | null }

/** Returns the page of what would change if a version of a premises were restored. */
export function versionPage(context: Reader, premises: Premises, compared: Compared): VersionPage {
  const { t } = context
  const base = baseOf(context, premises)
  const trail = [{ label: t('listing.versions'), href: base }, versionCrumb(t, compared)]
  return { ...frameOf(context, premises, trail), ...versionPart(context, base, compared) }
}

export const versionCrumb = (t: Translate, { version }: Compared) => ({
  label: t('listing.versions.number', { number: version }),
})

/** Returns the differences and the restore form, for a premises or a building. `base` is the URL of the whole history. */
export function versionPart({ t, locale }: Reader, base: string, compared: Compared, labels?: Labels) {
  const { code, version, now, changes, refusal } = compared
  return {
    title: t('listing.versions.one', { code, number: version }),
    action: `${base}/${String(version)}/restore`,
    back: base,
    now: String(now),
    refusal,
    changes: changeRows({ t, locale }, changes, labels),
  }
}

const baseOf = ({ locale }: Reader, { code }: Premises) => pathTo(locale, '/staff/premises/:code/versions', { code })

function frameOf({ t, locale }: Reader, { code, demo }: Premises, last: Frame['breadcrumb']) {
  const list = pathTo(locale, '/staff/premises')
  return {
    demo,
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('listing.title'), href: list },
      { label: code, href: pathTo(locale, '/staff/premises/:code', { code }) },
      ...last,
    ],
  }
}

const texts = new Set([...textFields.map(([name]) => name), 'name', 'address'])

/** Returns each changed field with the removed and added parts, in words. */
export function changeRows(reader: Reader, changes: readonly Change[], labels: Labels = 'listing'): ChangeRow[] {
  return changes.map(({ field, before, after }) => ({
    label: fieldLabel(reader.t, field, labels),
    pieces: texts.has(field.replace(/\.(ru|en|zh)$/, ''))
      ? diffWords(String(before), String(after))
      : [{ gone: formatValue(reader, field, before) }, { come: formatValue(reader, field, after) }],
  }))
}

/** Returns the values of a new record; empty fields are left out. */
export const valueRows = (reader: Reader, values: FormValues): ChangeRow[] =>
  Object.entries(values)
    .filter(([, value]) => [value ?? []].flat().some(Boolean))
    .map(([field, value]) => ({
      label: fieldLabel(reader.t, field),
      pieces: [{ kept: formatValue(reader, field, value) }],
    }))

function eventLabel(t: Translate, kind: string): string {
  const key = `listing.event.${kind}`
  return t(isMessageKey(key) ? key : 'listing.event.other')
}

/** A piece of a text that was kept, removed or added. */
type Piece = { kept?: string; gone?: string; come?: string }

/** Maximum number of word comparisons. A pair of texts that needs more is shown as one replaced by the other. */
const maxComparisons = 2_000_000

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const wordsOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment)

/** Compares two texts word by word (longest common subsequence). Chinese is segmented into words as well. */
function diffWords(before: string, after: string): Piece[] {
  const old = wordsOf(before)
  const fresh = wordsOf(after)
  const head = commonLength(old, fresh)
  const tail = commonLength(old.slice(head).reverse(), fresh.slice(head).reverse())
  const pieces: Piece[] = [
    { kept: old.slice(0, head).join('') },
    ...diffMiddle(old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)),
    { kept: old.slice(old.length - tail).join('') },
  ]
  return joined(pieces)
}

function commonLength(one: readonly string[], other: readonly string[]): number {
  let length = 0
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1
  return length
}

function diffMiddle(old: readonly string[], fresh: readonly string[]): Piece[] {
  if (old.length * fresh.length > maxComparisons) return [{ gone: old.join('') }, { come: fresh.join('') }]
  const longest = lengths(old, fresh)
  const pieces: Piece[] = []
  let i = 0
  let j = 0
  while (i < old.length && j < fresh.length) {
    const [was, is] = [old.at(i), fresh.at(j)] as [string, string]
    const piece = was === is ? { kept: was } : longest(i + 1, j) < longest(i, j + 1) ? { come: is } : { gone: was }
    pieces.push(piece)
    if (!('come' in piece)) i += 1
    if (!('gone' in piece)) j += 1
  }
  return [...pieces, { gone: old.slice(i).join('') }, { come: fresh.slice(j).join('') }]
}

/** Returns a function for the length of the longest common subsequence after two places. */
function lengths(old: readonly string[], fresh: readonly string[]): (i: number, j: number) => number {
  const width = fresh.length + 1
  const table = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const at = i * width + j
      table[at] =
        old[i] === fresh[j] ? (table[at + width + 1] ?? 0) + 1 : Math.max(table[at + width] ?? 0, table[at + 1] ?? 0)
    }
  }
  return (i, j) => table[i * width + j] ?? 0
}

/** Joins neighbouring pieces of one kind and drops empty ones. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = []
  for (const piece of pieces) {
    const [kind, text] = Object.entries(piece)[0] as [keyof Piece, string]
    const last = result.at(-1)
    if (text === '') continue
    if (last?.[kind] === undefined) result.push({ [kind]: text })
    else last[kind] += text
  }
  return result
}
