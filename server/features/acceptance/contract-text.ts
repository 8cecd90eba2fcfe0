import type { ContractTerms } from '#models/cases/parts/acceptance.ts'
import type { PdfBlock, PdfDocument } from '#outside/pdf.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { dutyDays } from '#shared/days/duty-days.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { dot } from '#shared/texts/facts.ts'
import { translatorWith, type StoredSentence, type Locale, type Reader, type Wording } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { useInWords } from '#features/cases/answers/answers-in-words.ts'
import { voidedInWords } from '../cases/acceptance/past-papers.ts'
import type { Row } from '../cases/acceptance/terms-in-words.ts'
import { conditionRows, lesseeRows, premisesRows, termRows, type PrintOptions } from './pdf.ts'

/**
 * `texts`: those of the edition by which it was prepared. `sample`: a preview with invented facts, or the draft that goes
 * with an open offer; either says that it is no contract.
 */
export type ContractPrintOptions = PrintOptions & { texts: readonly StoredSentence[]; sample?: 'preview' | 'offer' }

/** Returns the clauses of an edition in its order, whatever clauses the catalogue has now. */
const listClauseKeys = (texts: readonly StoredSentence[]): string[] =>
  texts.flatMap(({ key, locale }) => (locale === 'zh' && clauseTitle.exec(key)?.[1]) || [])
const clauseTitle = /^contract\.clause\.(.+)\.title$/
type ClauseKey = Extract<Wording['key'], `contract.clause.${string}`>
const keyOf = (clause: string, part: 'title' | 'text') => `contract.clause.${clause}.${part}` as ClauseKey

/** Checks whether a clause is left out: its text is only a dash. */
const isLeftOut = (text: string): boolean => text.trim() === '—'

/** Matches places that the office still has to decide, in square brackets. */
const gapPattern = /\[[^\]]+\]|【[^】]+】/g

type ContractValues = Pick<ContractTerms, 'office' | 'duties' | 'rentFreeMonths'>

/**
 * Returns how many places in the finished contract the office still has to decide, Party A included. With two languages, the
 * higher number counts.
 */
export function countGaps(
  terms: ContractValues,
  { locale, texts }: Pick<ContractPrintOptions, 'locale' | 'texts'>,
): number {
  const readers = readersOf(locale, texts)
  const counts = readers.map(reader => {
    const written = [
      ...partyARows(reader, terms).map(([, value]) => value),
      ...includedClauses(readers, terms, texts).map(clause => reader.t(keyOf(clause, 'text'), gapsFor(reader, terms))),
    ]
    return written.reduce((sum, text) => sum + (text.match(gapPattern)?.length ?? 0), 0)
  })
  return Math.max(...counts)
}

/** Returns the clauses that are not left out. */
const includedClauses = (readers: Readers, terms: ContractValues, texts: readonly StoredSentence[]): string[] =>
  listClauseKeys(texts).filter(clause => !isLeftOut(readers[0].t(keyOf(clause, 'text'), gapsFor(readers[0], terms))))

/**
 * Returns the contract for signature, with Chinese and the applicant's language side by side, clause by clause. The same
 * terms and texts give the same document, whatever has been reworded since.
 */
export function contractDocument(terms: ContractTerms, printing: ContractPrintOptions): PdfDocument {
  const { reference, locale, texts } = printing
  const readers = readersOf(locale, texts)
  const [{ t }] = readers
  const title = `${t('contract.title')} ${terms.number ?? reference}`
  return {
    title,
    language: 'zh',
    author: issuerNameIn(readers[0], terms),
    createdAt: terms.preparedAt,
    footer: `${title}${dot}${t('lease.pdf.version')} ${String(terms.version)}`,
    blocks: [
      letterhead(readers, terms),
      ...readers.map(reader => heading(1, reader.t('contract.title'))),
      ...notes(readers, terms, printing),
      ...partsOf(readers, terms, reference),
      ...includedClauses(readers, terms, texts).flatMap((clause, index) =>
        clauseBlocks(readers, { clause, number: index + 1, terms }),
      ),
      ...conditions(readers, terms),
      heading(
        2,
        textInAll(readers, reader => reader.t('lease.pdf.signatures')),
      ),
      signatures(readers),
    ],
  }
}

type Readers = readonly [Reader, ...Reader[]]
const readersOf = (locale: Locale, texts: readonly StoredSentence[]): Readers => {
  const reader = (language: Locale): Reader => ({ locale: language, t: translatorWith(language, texts) })
  return locale === 'zh' ? [reader('zh')] : [reader('zh'), reader(locale)]
}

const heading = (level: 1 | 2 | 3, text: string): PdfBlock => ({ kind: 'heading', level, text })
const textsInAll = (readers: Readers, say: (reader: Reader) => string): string[] => [...new Set(readers.map(say))]
const textInAll = (readers: Readers, say: (reader: Reader) => string): string => textsInAll(readers, say).join(' / ')

/** Returns the name in the letterhead. Older contracts do not contain it. */
const issuerNameIn = ({ t, locale }: Reader, { office }: ContractTerms): string =>
  office?.head?.[locale] ?? office?.name?.[locale] ?? t('site.name')

function letterhead(readers: Readers, terms: ContractTerms): PdfBlock {
  const [, other] = readers
  const { office, number } = terms
  return {
    kind: 'letterhead',
    issuer: textsInAll(readers, reader => issuerNameIn(reader, terms)),
    number: number ?? '',
    contact: readText(office?.address ?? {}, (other ?? readers[0]).locale).text,
  }
}

function notes(
  readers: Readers,
  terms: ContractTerms,
  { voided, sample, locale: language, texts }: ContractPrintOptions,
): PdfBlock[] {
  const strong = (say: (reader: Reader) => string): PdfBlock[] =>
    textsInAll(readers, say).map(text => ({ kind: 'paragraph', text: [{ text, strong: true }] }))
  const muted = (say: (reader: Reader) => string): PdfBlock[] =>
    textsInAll(readers, say).map(text => ({ kind: 'paragraph', tone: 'muted', text }))
  return [
    ...(voided ? strong(({ t, locale }) => voidedInWords(t, locale, voided)) : []),
    ...(sample ? strong(({ t }) => t(sample === 'offer' ? 'lease.pdf.of-offer' : 'contract.sample')) : []),
    ...(!terms.signedOn && countGaps(terms, { locale: language, texts }) > 0
      ? strong(({ t }) => t('contract.draft'))
      : []),
    ...(terms.premises.demo && sample !== 'preview' ? muted(({ t }) => t('lease.pdf.demo')) : []),
  ]
}

/** Returns the parties, the unit and the figures. Labels are in both languages; values that are the same appear once. */
function partsOf(readers: Readers, terms: ContractTerms, reference: string): PdfBlock[] {
  const table = (rowsIn: (reader: Reader) => readonly Row[]): PdfBlock => ({
    kind: 'facts',
    rows: mergeRows(readers, rowsIn),
  })
  return [
    table(({ t, locale }) => [
      [t('lease.pdf.application'), reference],
      [t('lease.pdf.version'), `${String(terms.version)}, ${formatCityDay(locale, cityDayOf(terms.preparedAt))}`],
    ]),
    heading(
      2,
      textInAll(readers, ({ t }) => t('contract.party-a')),
    ),
    table(reader => partyARows(reader, terms)),
    heading(
      2,
      textInAll(readers, ({ t }) => t('lease.pdf.lessee')),
    ),
    table(reader => lesseeRows(reader, terms.lessee)),
    heading(
      2,
      textInAll(readers, ({ t }) => t('lease.pdf.premises')),
    ),
    table(reader => [
      ...premisesRows(reader, terms.premises),
      [reader.t('lease.pdf.use'), useInWords(reader.t, terms.useClass)],
    ]),
    heading(
      2,
      textInAll(readers, ({ t }) => t('lease.pdf.term')),
    ),
    table(reader => termRows(reader, terms)),
  ]
}

function partyARows({ t, locale }: Reader, { office }: ContractValues): Row[] {
  return [
    [t('contract.party-a.name'), office?.name?.[locale] ?? t('contract.party-a.gap')],
    [t('contract.party-a.address'), readText(office?.address ?? {}, locale).text || '—'],
    [t('contract.party-a.signatory'), t('contract.party-a.signatory.gap')],
  ]
}

function mergeRows(readers: Readers, rowsIn: (reader: Reader) => readonly Row[]): Row[] {
  const tables = readers.map(rowsIn)
  const [first = []] = tables
  const distinct = (index: number, column: 0 | 1) => [...new Set(tables.map(rows => rows[index]?.[column] ?? ''))]
  return first.map((_, index) => [distinct(index, 0).join(' / '), distinct(index, 1).join('\n')] as const)
}

/** Returns the values for the placeholders of the sentences, in one language. */
function gapsFor({ t }: Reader, { rentFreeMonths, duties }: ContractValues): Record<string, string> {
  const { licence, opening } = duties ?? dutyDays
  return {
    term: t('contracts.months', { count: rentFreeMonths }),
    licence: t('contracts.days', { count: licence }),
    opening: t('contracts.days', { count: opening }),
  }
}

type Clause = { clause: string; number: number; terms: ContractTerms }
function clauseBlocks(readers: Readers, { clause, number, terms }: Clause): PdfBlock[] {
  const columns = readers.map(reader =>
    reader
      .t(keyOf(clause, 'text'), gapsFor(reader, terms))
      .split(/\n{2,}/)
      .map((text, index) => `${String(number)}.${String(index + 1)} ${text.trim()}`),
  )
  const longest = Math.max(...columns.map(({ length }) => length))
  const rows = Array.from({ length: longest }, (_, index) => columns.map(column => column[index] ?? ''))
  const title = heading(3, `${String(number)}. ${textInAll(readers, ({ t }) => t(keyOf(clause, 'title')))}`)
  if (readers.length === 1) return [title, ...rows.map(([text = '']): PdfBlock => ({ kind: 'paragraph', text }))]
  return [title, { kind: 'table', rows, widths: [9, 11] }]
}

function conditions(readers: Readers, terms: ContractTerms): PdfBlock[] {
  const rows = readers.map(reader => conditionRows(reader, terms))
  const [first = []] = rows
  if (first.length === 0) return []
  const items = first.map((_, index) => [...new Set(rows.map(column => column[index] ?? ''))].join('\n'))
  return [
    heading(
      2,
      textInAll(readers, ({ t }) => t('lease.pdf.conditions')),
    ),
    { kind: 'list', items },
  ]
}

const signatureLine = '____________________'
function signatures(readers: Readers): PdfBlock {
  const label = (key: Wording['key']): string => textInAll(readers, ({ t }) => t(key))
  const labels = ['contract.sign', 'contract.sign.name', 'contract.sign.seal', 'contract.sign.day'] as const
  return {
    kind: 'table',
    rowHeads: true,
    head: ['', label('contract.party-a'), label('lease.pdf.lessee')],
    rows: labels.map(key => [
      label(key),
      `\n${signatureLine}`,
      key === 'contract.sign.seal' ? '' : `\n${signatureLine}`,
    ]),
    widths: [6, 7, 7],
  }
}
