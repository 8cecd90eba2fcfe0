import { pathTo } from '#server/paths.ts'
import { incentiveCategories } from '#models/incentives/content-vocabulary.ts'
import type { ZoneRecord } from '#models/incentives/zone.ts'
import type { PdfBlock, PdfParagraph, PdfPiece } from '#outside/pdf.ts'
import { officeLines } from '#shared/office/office.ts'
import { dot } from '#shared/texts/facts.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { qrCode } from '#web/pages/qr-code.ts'
import { markdownParagraphs } from '#shared/texts/markdown.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { formatCityDay, formatPartialDate } from '#shared/days/partial-date.ts'
import { capitalize } from '#shared/texts/format.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { rentFreeSentence } from '#features/incentives/rent-free-document.ts'
import { paperLimits } from '#shared/files/paper-limits.ts'
import { factCard, type FactCard } from '../incentives/facts.ts'
import { papersByTime } from '../cases/papers/papers-in-words.ts'
import { incentiveCard, shownText } from '../incentives/presentation.ts'
import type { ShownIncentive } from '../incentives/service.ts'
import type { ProgrammeSettings } from '../programme/rules.ts'

/** Content of the guide; all of it but the process description is shared with the pages. */
export type GuideContent = {
  /** The day whose rules the guide gives. */
  today: CityDay
  incentives: readonly ShownIncentive[]
  zones: readonly ZoneRecord[]
  settings: ProgrammeSettings
  /** The site's address, for links. */
  publicUrl: string
}

/** "Doing business in the zone" in one language, without its date: the same content gives the same blocks. */
export function createGuideBlocks(reader: Reader, content: GuideContent): PdfBlock[] {
  return [
    ...programmeBlocks(reader, content),
    ...processBlocks(reader, content),
    ...incentiveBlocks(reader, content),
    ...zoneBlocks(reader, content),
    ...sourceBlocks(reader, content),
    ...contactBlocks(reader, content),
  ]
}

const heading = (level: 1 | 2 | 3, text: string): PdfBlock => ({ kind: 'heading', level, text })
const paragraph = (text: PdfPiece | readonly PdfPiece[], tone?: 'muted'): PdfParagraph =>
  tone ? { kind: 'paragraph', text: [text].flat(), tone } : { kind: 'paragraph', text: [text].flat() }

function programmeBlocks(reader: Reader, { settings }: GuideContent): PdfBlock[] {
  const { t, locale } = reader
  const whoever = settings.citizenships === 'any' ? t('guides.programme.anybody') : t('guides.programme.listed')
  return [
    heading(2, t('guides.programme')),
    paragraph(t('guides.programme.text', { months: settings.rentFreeMonths, confirmation: rentFreeSentence(reader) })),
    {
      kind: 'table',
      head: [t('guides.cost.what'), t('guides.cost.who')],
      rows: costs.map(name => [t(`guides.cost.${name}`), t(`guides.cost.${name}.who`)]),
      rowHeads: true,
    },
    paragraph(t('guides.cost.where'), 'muted'),
    paragraph(whoever),
    ...(locale === 'zh' ? [] : [paragraph(t('guides.programme.language'), 'muted')]),
  ]
}

export const costs = ['rent', 'management', 'heating', 'deposit', 'utilities'] as const
export const steps = [
  'find',
  'prepare',
  'apply',
  'review',
  'decision',
  'offer',
  'company',
  'contract',
  'handover',
] as const

function processBlocks(reader: Reader, { settings, today }: GuideContent): PdfBlock[] {
  const { t, locale } = reader
  const { offerDays, answerDays, rentFreeMonths, draftDays } = settings
  const gaps = { offerDays, answerDays, rentFreeMonths, draftDays }
  return [
    heading(2, t('guides.process')),
    { kind: 'list', ordered: true, items: steps.map(step => t(`guides.step.${step}`, gaps)) },
    heading(2, t('guides.papers')),
    ...papersByTime(reader, today).flatMap(({ title, rows }): PdfBlock[] => [
      heading(3, title),
      {
        kind: 'facts',
        rows: rows.map(({ label: name, value, note }) => [name, note ? `${value}\n${note}` : value] as const),
      },
    ]),
    paragraph(t('papers.programme'), 'muted'),
    paragraph(t('guides.papers.files', paperLimits(locale)), 'muted'),
  ]
}

function incentiveBlocks(reader: Reader, { incentives, publicUrl }: GuideContent): PdfBlock[] {
  const { t } = reader
  const kinds = incentiveCategories.filter(kind => incentives.some(({ category }) => category === kind))
  return [
    heading(2, t('guides.incentives')),
    paragraph(t('guides.incentives.lead')),
    ...kinds.flatMap(kind => [
      heading(3, t(`incentives.category.${kind}`)),
      ...incentives
        .filter(({ category }) => category === kind)
        .flatMap(incentive => incentiveBlock(reader, incentive, publicUrl)),
    ]),
  ]
}

function incentiveBlock(reader: Reader, incentive: ShownIncentive, publicUrl: string): PdfBlock {
  const { t, locale } = reader
  const card = incentiveCard(reader, incentive)
  const states = card.states.map(({ label }) => label).join(dot)
  const eligibility = shownText(incentive.eligibility, locale)
  return {
    kind: 'together',
    paragraphs: [
      paragraph([{ text: card.title.text, strong: true, href: `${publicUrl}${card.href}` }, `${dot}${states}`]),
      ...(card.summary ? [paragraph(card.summary.text)] : []),
      ...(eligibility ? longText(eligibility.text, label(reader, t('incentives.eligibility'))) : []),
      ...(card.note ? [paragraph([label(reader, t('incentives.note')), card.note.text])] : []),
      sourceLine(card.places, card, card.expiry),
    ],
  }
}

/** Converts Markdown to paragraphs: one for each paragraph and each list item. */
const longText = (text: string, before: PdfPiece = ''): PdfParagraph[] =>
  markdownParagraphs(text)
    .flatMap(part => part.split('\n'))
    .map((line, index) => paragraph(index === 0 ? [before, line] : line))

const colonOf = ({ locale }: Reader): string => (locale === 'zh' ? '：' : ': ')
const label = (reader: Reader, text: string): PdfPiece => ({ text: `${text}${colonOf(reader)}`, strong: true })

function zoneBlocks(reader: Reader, { zones }: GuideContent): PdfBlock[] {
  const { t } = reader
  const zonesWithFacts = zones.filter(({ facts }) => facts.length > 0)
  if (zonesWithFacts.length === 0) return []
  return [heading(2, t('zones.title')), ...zonesWithFacts.flatMap(zone => blocksOfZone(reader, zone))]
}

function blocksOfZone(reader: Reader, zone: ZoneRecord): PdfBlock[] {
  const { t, locale } = reader
  const name = shownText(zone.name, locale)?.text ?? t(`incentives.zone.${zone.slug}`)
  const summary = shownText(zone.summary, locale)
  const body = shownText(zone.body, locale)
  return [
    heading(3, name),
    ...(summary ? [paragraph(summary.text)] : []),
    ...(body ? longText(body.text) : []),
    ...zone.facts.map(fact => factBlock(reader, fact)),
  ]
}

function factBlock(reader: Reader, fact: ZoneRecord['facts'][number]): PdfBlock {
  const card = factCard(reader, fact)
  const stop = reader.locale === 'zh' ? '：' : '. '
  const figure = card.figure ? [{ text: `${capitalize(card.figure.text)}${stop}`, strong: true }] : []
  const statement = paragraph([...figure, card.text?.text ?? ''])
  return { kind: 'together', paragraphs: [statement, ...cautionOf(reader, card), sourceLine('', card)] }
}

function cautionOf(reader: Reader, { unconfirmed, note }: FactCard): PdfParagraph[] {
  const mark = unconfirmed ? [label(reader, unconfirmed)] : []
  return unconfirmed || note ? [paragraph([...mark, note?.text ?? ''], 'muted')] : []
}

type Sourced = { source: string; sourceUrl: string; checked: string }

/** The source's name is a link; its address is printed once, at the end, for readers on paper. */
function sourceLine(places: string, { source, sourceUrl, checked }: Sourced, expiry = ''): PdfParagraph {
  const named = sourceUrl ? { text: keepDatesTogether(source), href: sourceUrl } : keepDatesTogether(source)
  const after = [checked, expiry].filter(Boolean).map(part => `${dot}${keepDatesTogether(part)}`)
  return paragraph([places && `${places}${dot}`, named, ...after], 'muted')
}

/** Keeps a date on one line. */
const keepDatesTogether = (text: string): string => text.replace(/(\d{1,2}) (\p{L}+) (\d{4})/gu, '$1\u00a0$2\u00a0$3')

/** Lists every source address once. */
function sourceBlocks(reader: Reader, { incentives, zones }: GuideContent): PdfBlock[] {
  const { t, locale } = reader
  const cited = [...incentives, ...zones.flatMap(({ facts }) => facts)].map(({ source }) => source)
  const byUrl = new Map(cited.flatMap(source => (source.url ? [[source.url, source] as const] : [])))
  if (byUrl.size === 0) return []
  const paragraphs = [...byUrl].map(([url, { name, date }]) => {
    const named = t('guides.source', { name: readText(name, locale).text, date: formatPartialDate(locale, date) })
    return paragraph([`${keepDatesTogether(named)}${colonOf(reader)}`, { text: url, href: url }], 'muted')
  })
  return [heading(2, t('guides.sources')), { kind: 'together', paragraphs }]
}

/** How to reach the office, with the site's address for readers on paper, and further reading. */
function contactBlocks(reader: Reader, { publicUrl }: GuideContent): PdfBlock[] {
  const { t, locale } = reader
  const links: [MessageKey, string][] = [
    ['guides.contact.premises', pathTo(locale, '/premises')],
    ['guides.contact.eligibility', pathTo(locale, '/eligibility')],
    ['guides.contact.adviser', pathTo(locale, '/contact')],
  ]
  const site = `${publicUrl}${pathTo(locale, '/')}`
  return [
    heading(2, t('guides.contact')),
    {
      kind: 'code',
      code: qrCode(site),
      description: t('guides.code', { address: site }),
      paragraphs: [...officeLines(reader, publicUrl), site].map(line => paragraph(linkAddress(line))),
    },
    {
      kind: 'list',
      items: links.map(([label, path]) => [
        `${t(label)}${colonOf(reader)}`,
        { text: `${publicUrl}${path}`, href: `${publicUrl}${path}` },
      ]),
    },
  ]
}

/** A line whose trailing address, if any, is a link. */
function linkAddress(line: string): PdfPiece[] {
  const address = /https?:\/\/\S+$/.exec(line)?.[0] ?? ''
  return address ? [line.slice(0, -address.length), { text: address, href: address }] : [line]
}

/** The cover, with title and date, and the table of contents. */
export function frontMatter({ t, locale }: Reader, edition: string): PdfBlock[] {
  return [
    {
      kind: 'cover',
      name: t('site.name'),
      title: t('guides.doing-business'),
      paragraphs: [
        paragraph(t('guides.edition-line', { date: formatCityDay(locale, edition) })),
        paragraph(t('guides.caution'), 'muted'),
      ],
    },
    { kind: 'contents', title: t('guides.contents') },
  ]
}
