import { pathTo } from '#server/paths.ts'
import { incentiveCategories } from '#models/incentives/content-vocabulary.ts'
import type { ZoneRecord } from '#models/incentives/zone.ts'
import type { PdfBlock, PdfParagraph, PdfPiece } from '#outside/pdf.ts'
import { officeLines } from '#shared/office/office.ts'
import { dot } from '#shared/texts/facts.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { qrCode } from '#web/pages/qr-code.ts'
import { markdownParagraphs } from '#shared/texts/markdown.ts'
import { formatCityDay, formatPartialDate } from '#shared/days/partial-date.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { paperLimits } from '#shared/files/paper-limits.ts'
import { factCard, type FactCard } from '../incentives/facts.ts'
import { incentiveCard, shownText } from '../incentives/presentation.ts'
import type { ShownIncentive } from '../incentives/service.ts'
import type { ProgrammeSettings } from '../programme/rules.ts'

/** Content of the guide; all of it but the process description is shared with the pages. */
export type GuideContent = {
  incentives: readonly ShownIncentive[]
  zones: readonly ZoneRecord[]
  settings: ProgrammeSettings
  /** The site's address, for links. */
  publicUrl: string
}

/** "Doing business in the zone" in one language, without its date: the same content gives the same blocks. */
export function doingBusiness(words: Reader, content: GuideContent): PdfBlock[] {
  return [
    ...programme(words, content),
    ...process(words, content),
    ...incentivesIn(words, content),
    ...zonesIn(words, content),
    ...sourcesIn(words, content),
    ...contact(words, content),
  ]
}

const heading = (level: 1 | 2 | 3, text: string): PdfBlock => ({ kind: 'heading', level, text })
const paragraph = (text: PdfPiece | readonly PdfPiece[], tone?: 'muted'): PdfParagraph =>
  tone ? { kind: 'paragraph', text: [text].flat(), tone } : { kind: 'paragraph', text: [text].flat() }

function programme({ t, locale }: Reader, { settings }: GuideContent): PdfBlock[] {
  const whoever = settings.citizenships === 'any' ? t('guides.programme.anybody') : t('guides.programme.listed')
  return [
    heading(2, t('guides.programme')),
    paragraph(t('guides.programme.text', { months: settings.rentFreeMonths })),
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
export const papers = ['always', 'company', 'agent', 'after-offer', 'before-contract'] as const

function process({ t, locale }: Reader, { settings }: GuideContent): PdfBlock[] {
  const { offerDays, answerDays, rentFreeMonths, draftDays } = settings
  const gaps = { offerDays, answerDays, rentFreeMonths, draftDays }
  return [
    heading(2, t('guides.process')),
    { kind: 'list', ordered: true, items: steps.map(step => t(`guides.step.${step}`, gaps)) },
    heading(2, t('guides.papers')),
    {
      kind: 'facts',
      rows: papers.map(paper => [t(`guides.papers.${paper}`), t(`guides.papers.${paper}.list`)] as const),
    },
    paragraph(t('guides.papers.files', paperLimits(locale)), 'muted'),
  ]
}

function incentivesIn(words: Reader, { incentives, publicUrl }: GuideContent): PdfBlock[] {
  const { t } = words
  const kinds = incentiveCategories.filter(kind => incentives.some(({ category }) => category === kind))
  return [
    heading(2, t('guides.incentives')),
    paragraph(t('guides.incentives.lead')),
    ...kinds.flatMap(kind => [
      heading(3, t(`incentives.category.${kind}`)),
      ...incentives
        .filter(({ category }) => category === kind)
        .flatMap(incentive => incentiveIn(words, incentive, publicUrl)),
    ]),
  ]
}

function incentiveIn(words: Reader, incentive: ShownIncentive, publicUrl: string): PdfBlock {
  const { t, locale } = words
  const card = incentiveCard(words, incentive)
  const states = card.states.map(({ label }) => label).join(dot)
  const eligibility = shownText(incentive.eligibility, locale)
  return {
    kind: 'together',
    paragraphs: [
      paragraph([{ text: card.title.text, strong: true, href: `${publicUrl}${card.href}` }, `${dot}${states}`]),
      ...(card.summary ? [paragraph(card.summary.text)] : []),
      ...(eligibility ? longText(eligibility.text, label(words, t('incentives.eligibility'))) : []),
      ...(card.note ? [paragraph([label(words, t('incentives.note')), card.note.text])] : []),
      sourceLine(card.places, card, card.expiry),
    ],
  }
}

/** Converts Markdown to paragraphs: one for each paragraph and each list item. */
const longText = (text: string, before: PdfPiece = ''): PdfParagraph[] =>
  markdownParagraphs(text)
    .flatMap(said => said.split('\n'))
    .map((line, index) => paragraph(index === 0 ? [before, line] : line))

const colon = ({ locale }: Reader): string => (locale === 'zh' ? '：' : ': ')
const label = (words: Reader, text: string): PdfPiece => ({ text: `${text}${colon(words)}`, strong: true })

function zonesIn(words: Reader, { zones }: GuideContent): PdfBlock[] {
  const { t } = words
  const known = zones.filter(({ facts }) => facts.length > 0)
  if (known.length === 0) return []
  return [heading(2, t('zones.title')), ...known.flatMap(zone => zoneIn(words, zone))]
}

function zoneIn(words: Reader, zone: ZoneRecord): PdfBlock[] {
  const { t, locale } = words
  const name = shownText(zone.name, locale)?.text ?? t(`incentives.zone.${zone.slug}`)
  const summary = shownText(zone.summary, locale)
  const body = shownText(zone.body, locale)
  return [
    heading(3, name),
    ...(summary ? [paragraph(summary.text)] : []),
    ...(body ? longText(body.text) : []),
    ...zone.facts.map(fact => factIn(words, fact)),
  ]
}

function factIn(words: Reader, fact: ZoneRecord['facts'][number]): PdfBlock {
  const card = factCard(words, fact)
  const stop = words.locale === 'zh' ? '：' : '. '
  const figure = card.figure ? [{ text: `${capital(card.figure.text)}${stop}`, strong: true }] : []
  const said = paragraph([...figure, card.text?.text ?? ''])
  return { kind: 'together', paragraphs: [said, ...cautionOf(words, card), sourceLine('', card)] }
}

function cautionOf(words: Reader, { unconfirmed, note }: FactCard): PdfParagraph[] {
  const mark = unconfirmed ? [label(words, unconfirmed)] : []
  return unconfirmed || note ? [paragraph([...mark, note?.text ?? ''], 'muted')] : []
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

type Sourced = { source: string; sourceUrl: string; checked: string }

/** The source's name is a link; its address is printed once, at the end, for readers on paper. */
function sourceLine(places: string, { source, sourceUrl, checked }: Sourced, expiry = ''): PdfParagraph {
  const named = sourceUrl ? { text: unparted(source), href: sourceUrl } : unparted(source)
  const after = [checked, expiry].filter(Boolean).map(part => `${dot}${unparted(part)}`)
  return paragraph([places && `${places}${dot}`, named, ...after], 'muted')
}

/** Keeps a date on one line. */
const unparted = (text: string): string => text.replace(/(\d{1,2}) (\p{L}+) (\d{4})/gu, '$1\u00a0$2\u00a0$3')

/** Lists every source address once. */
function sourcesIn(words: Reader, { incentives, zones }: GuideContent): PdfBlock[] {
  const { t, locale } = words
  const cited = [...incentives, ...zones.flatMap(({ facts }) => facts)].map(({ source }) => source)
  const byUrl = new Map(cited.flatMap(source => (source.url ? [[source.url, source] as const] : [])))
  if (byUrl.size === 0) return []
  const paragraphs = [...byUrl].map(([url, { name, date }]) => {
    const named = t('guides.source', { name: readText(name, locale).text, date: formatPartialDate(locale, date) })
    return paragraph([`${unparted(named)}${colon(words)}`, { text: url, href: url }], 'muted')
  })
  return [heading(2, t('guides.sources')), { kind: 'together', paragraphs }]
}

/** How to reach the office, with the site's address for readers on paper, and further reading. */
function contact(words: Reader, { publicUrl }: GuideContent): PdfBlock[] {
  const { t, locale } = words
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
      paragraphs: [...officeLines(words, publicUrl), site].map(line => paragraph(linked(line))),
    },
    {
      kind: 'list',
      items: links.map(([label, path]) => [
        `${t(label)}${colon(words)}`,
        { text: `${publicUrl}${path}`, href: `${publicUrl}${path}` },
      ]),
    },
  ]
}

/** A line whose trailing address, if any, is a link. */
function linked(line: string): PdfPiece[] {
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
