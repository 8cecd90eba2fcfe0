import type { AddressProof, ContractTerms, LeaseFacts, LesseeFacts } from '#models/cases/parts/acceptance.ts'
import type { PdfBlock, PdfDocument } from '#outside/pdf.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { countryName } from '#shared/texts/countries.ts'
import { formatArea } from '#shared/texts/format.ts'
import { translatorFor, type Locale, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { presentTextInLine } from '#shared/texts/writing.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { useInWords } from '#features/cases/answers/answers-in-words.ts'
import { amountRows, handoverRow, type Row } from '../cases/acceptance/terms-in-words.ts'
import { voidedInWords, type Voided } from '../cases/acceptance/past-papers.ts'

const wordsIn = (locale: Locale): Reader => ({ t: translatorFor(locale), locale })
/** Returns readers for Chinese and then for the applicant's language. */
const readersFor = (locale: Locale): Reader[] => (locale === 'zh' ? [wordsIn('zh')] : [wordsIn('zh'), wordsIn(locale)])
const heading = (level: 1 | 2, text: string): PdfBlock => ({ kind: 'heading', level, text })
const muted = (text: string): PdfBlock => ({ kind: 'paragraph', tone: 'muted', text })
const facts = (rows: readonly Row[]): PdfBlock => ({ kind: 'facts', rows })

/** `locale`: the applicant's language. `voided`: since when the paper is no longer valid. */
export type PrintOptions = { reference: string; locale: Locale; voided: Voided | null }

/** Returns the note that the paper is void, for the top of the page, so that nobody relies on it. */
const voidedNote = ({ t, locale }: Reader, voided: Voided | null): PdfBlock[] =>
  voided ? [{ kind: 'paragraph', text: [{ text: voidedInWords(t, locale, voided), strong: true }] }] : []

/** Returns the proof of address, in Chinese with a translation below; `locale` is the applicant's language. */
export function addressProofPdf(proof: AddressProof, { reference, locale, voided }: PrintOptions): PdfDocument {
  const { t } = wordsIn('zh')
  return {
    title: `${t('lease.pdf.proof.title')} ${proof.number}`,
    language: 'zh',
    author: t('site.name'),
    createdAt: proof.issuedAt,
    footer: `${t('lease.pdf.proof.title')}${dot}${proof.number}`,
    blocks: readersFor(locale).flatMap((reader, index) =>
      proofBlocks(reader, { proof, reference, voided, translated: index > 0 }),
    ),
  }
}

type Proof = Pick<PrintOptions, 'reference' | 'voided'> & { proof: AddressProof; translated: boolean }
function proofBlocks({ t, locale }: Reader, { proof, reference, voided, translated }: Proof): PdfBlock[] {
  return [
    heading(translated ? 2 : 1, t('lease.pdf.proof.title')),
    ...voidedNote({ t, locale }, voided),
    ...demoNote(t, proof.premises),
    facts([
      [t('lease.pdf.number'), proof.number],
      [t('lease.pdf.issued'), formatCityDay(locale, cityDayOf(proof.issuedAt))],
      [t('lease.pdf.valid-until'), formatCityDay(locale, proof.validUntil)],
      [t('lease.pdf.application'), reference],
    ]),
    heading(2, t('lease.pdf.premises')),
    facts(premisesRows({ t, locale }, proof.premises)),
    heading(2, t('lease.pdf.lessee')),
    facts(lesseeRows({ t, locale }, proof.lessee)),
    heading(2, t('lease.pdf.purpose')),
    { kind: 'paragraph', text: t('lease.pdf.purpose.text') },
    ...(translated ? [] : [muted(t('lease.pdf.signature.city'))]),
  ]
}

/** Returns a contract that was prepared before contracts had texts of their own (`contract-text.ts`), as it was. */
export function contractPdf(terms: ContractTerms, printing: PrintOptions): PdfDocument {
  const { reference, locale } = printing
  const { t } = wordsIn('zh')
  const title = `${t('lease.pdf.contract.title')} ${reference}`
  return {
    title,
    language: 'zh',
    author: t('site.name'),
    createdAt: terms.preparedAt,
    footer: `${title}${dot}${t('lease.pdf.version')} ${String(terms.version)}`,
    blocks: readersFor(locale).flatMap(reader => contractBlocks(reader, terms, printing)),
  }
}

function contractBlocks(reader: Reader, terms: ContractTerms, { reference, voided }: PrintOptions): PdfBlock[] {
  const { t, locale } = reader
  return [
    heading(1, t('lease.pdf.contract.title')),
    ...voidedNote(reader, voided),
    ...demoNote(t, terms.premises),
    facts([
      [t('lease.pdf.application'), reference],
      [t('lease.pdf.version'), `${String(terms.version)}, ${formatCityDay(locale, cityDayOf(terms.preparedAt))}`],
    ]),
    heading(2, t('lease.pdf.premises')),
    facts([...premisesRows(reader, terms.premises), [t('lease.pdf.use'), useInWords(t, terms.useClass)]]),
    heading(2, t('lease.pdf.lessee')),
    facts(lesseeRows(reader, terms.lessee)),
    heading(2, t('lease.pdf.term')),
    facts(termRows(reader, terms)),
    heading(2, t('lease.pdf.obligations')),
    { kind: 'list', ordered: true, items: obligations.map(name => t(`lease.pdf.obligation.${name}`)) },
    ...conditionBlocks(reader, terms),
    heading(2, t('lease.pdf.signatures')),
    facts([
      [t('lease.pdf.signature.city'), '________________________'],
      [t('lease.pdf.signature.lessee'), '________________________'],
    ]),
    muted(t('lease.pdf.prevails')),
  ]
}

const obligations = ['licence', 'opening', 'report', 'subletting'] as const

function conditionBlocks(reader: Reader, terms: ContractTerms): PdfBlock[] {
  const items = conditionRows(reader, terms)
  return items.length === 0 ? [] : [heading(2, reader.t('lease.pdf.conditions')), { kind: 'list', items }]
}

/** Returns the open conditions with their due days. */
export const conditionRows = ({ t, locale }: Reader, { openConditions }: ContractTerms): string[] =>
  openConditions.map(({ kind, text, writing, dueOn }) => {
    const what = text ? presentTextInLine({ t, locale }, { text, writing }) : t(`document.kind.${kind}`)
    return [what, t('acceptance.due', { day: formatCityDay(locale, dueOn) })].join(dot)
  })

export function premisesRows({ t, locale }: Reader, premises: LeaseFacts): Row[] {
  const { code, floor, buildingCode } = premises
  const body = readText(premises.managingBody, locale).text
  return [
    [t('lease.pdf.address'), readText(premises.address, locale).text],
    [t('lease.pdf.code'), code],
    [t('lease.pdf.place'), t('lease.pdf.place.text', { building: buildingCode, floor })],
    [
      t('lease.pdf.area'),
      `${formatArea(locale, premises.areaGrossSqM)} / ${formatArea(locale, premises.areaUsableSqM)}`,
    ],
    [t('lease.pdf.certificate'), premises.certificateNumber ?? t('lease.pdf.certificate.none')],
    ...(body ? [[t('lease.pdf.managing-body'), body] as const] : []),
  ]
}

export function lesseeRows({ t, locale }: Reader, lessee: LesseeFacts): Row[] {
  const name = [lessee.nameLatin, lessee.nameCyrillic, lessee.nameChinese].filter(Boolean).join(' / ')
  const company = [lessee.companyName, lessee.companyNumber].filter(Boolean).join(', ')
  return [
    [t('lease.pdf.name'), name],
    [t('lease.pdf.citizenship'), lessee.citizenship ? countryName(locale, lessee.citizenship) : '—'],
    [t('lease.pdf.passport'), lessee.passportNumber],
    ...(company ? [[t('lease.pdf.company'), company] as const] : []),
  ]
}

export function termRows(reader: Reader, { premises, rentFreeMonths, offeredOn, handoverFrom }: ContractTerms): Row[] {
  const { t, locale } = reader
  const rentAfter = offeredOn
    ? t('lease.pdf.rent-after.offered', { day: formatCityDay(locale, offeredOn) })
    : t('lease.pdf.rent-after')
  return [
    ...amountRows(reader, { ...premises, rentFreeMonths }, rentAfter),
    ...(handoverFrom ? [handoverRow(reader, handoverFrom)] : []),
  ]
}

const demoNote = (t: Translate, { demo }: LeaseFacts): PdfBlock[] => (demo ? [muted(t('lease.pdf.demo'))] : [])
