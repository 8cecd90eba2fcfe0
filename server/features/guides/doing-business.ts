import { incentiveCategories } from '../../../models/parts/content-vocabulary.ts'
import type { ZoneRecord } from '../../../models/zone.ts'
import type { PdfBlock, PdfPiece } from '../../outside/pdf.ts'
import { formatCityDay } from '../../shared/partial-date.ts'
import type { MessageKey } from '../../shared/i18n.ts'
import { factCard } from '../incentives/facts.ts'
import { incentiveCard, shownText, type Words } from '../incentives/presentation.ts'
import type { ShownIncentive } from '../incentives/service.ts'
import type { ProgrammeSettings } from '../programme/rules.ts'

/** What the guide is made of; nothing in it is written for the guide alone but the process. */
export type GuideContent = {
  incentives: readonly ShownIncentive[]
  zones: readonly ZoneRecord[]
  settings: ProgrammeSettings
  /** The site's address, for its links. */
  publicUrl: string
}

/** "Doing business in the zone" in one language, without its date: the same content gives the same blocks. */
export function doingBusiness(words: Words, content: GuideContent): PdfBlock[] {
  return [
    ...programme(words, content),
    ...process(words, content),
    ...incentivesIn(words, content),
    ...zonesIn(words, content),
    ...contact(words, content),
  ]
}

const heading = (level: 1 | 2 | 3, text: string): PdfBlock => ({ kind: 'heading', level, text })
const paragraph = (text: PdfPiece | readonly PdfPiece[], tone?: 'muted'): PdfBlock =>
  tone ? { kind: 'paragraph', text: [text].flat(), tone } : { kind: 'paragraph', text: [text].flat() }

function programme({ t, locale }: Words, { settings }: GuideContent): PdfBlock[] {
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

const costs = ['rent', 'management', 'heating', 'deposit', 'utilities'] as const
const steps = ['find', 'prepare', 'apply', 'review', 'decision', 'offer', 'company', 'contract', 'handover'] as const
const papers = ['always', 'company', 'agent', 'after-offer', 'before-contract'] as const

function process({ t }: Words, { settings }: GuideContent): PdfBlock[] {
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
    paragraph(t('guides.papers.files'), 'muted'),
  ]
}

function incentivesIn(words: Words, { incentives, publicUrl }: GuideContent): PdfBlock[] {
  const { t } = words
  const kinds = incentiveCategories.filter(kind => incentives.some(({ category }) => category === kind))
  return [
    { kind: 'page-break' },
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

function incentiveIn(words: Words, incentive: ShownIncentive, publicUrl: string): PdfBlock[] {
  const { t, locale } = words
  const card = incentiveCard(words, incentive)
  const states = card.states.map(({ label }) => label).join(' · ')
  const eligibility = shownText(incentive.eligibility, locale)
  return [
    paragraph([{ text: card.title.text, strong: true, href: `${publicUrl}${card.href}` }, ` (${states})`]),
    ...(card.summary ? [paragraph(card.summary.text)] : []),
    ...(eligibility ? [paragraph(`${t('incentives.eligibility')}: ${eligibility.text}`)] : []),
    ...(card.note ? [paragraph([{ text: `${t('incentives.note')}: `, strong: true }, card.note.text])] : []),
    sourceLine([card.places, card.source, card.checked, card.expiry], card.sourceUrl),
  ]
}

function zonesIn(words: Words, { zones }: GuideContent): PdfBlock[] {
  const { t } = words
  const known = zones.filter(({ facts }) => facts.length > 0)
  if (known.length === 0) return []
  return [{ kind: 'page-break' }, heading(2, t('zones.title')), ...known.flatMap(zone => zoneIn(words, zone))]
}

function zoneIn(words: Words, zone: ZoneRecord): PdfBlock[] {
  const { t, locale } = words
  const name = shownText(zone.name, locale)?.text ?? t(`incentives.zone.${zone.slug}`)
  const summary = shownText(zone.summary, locale)
  return [
    heading(3, name),
    ...(summary ? [paragraph(summary.text)] : []),
    ...zone.facts.flatMap(fact => {
      const { figure, text, note, unconfirmed, source, sourceUrl, checked } = factCard(words, fact)
      const said: PdfPiece[] = [...(figure ? [{ text: `${figure.text}. `, strong: true }] : []), text?.text ?? '']
      const caution = [note?.text, unconfirmed].filter(Boolean).join(' ')
      return [
        paragraph(said),
        ...(caution ? [paragraph(caution, 'muted')] : []),
        sourceLine([source, checked], sourceUrl),
      ]
    }),
  ]
}

function sourceLine(parts: readonly string[], url: string): PdfBlock {
  const text = parts.filter(Boolean).join(' · ')
  return paragraph(url ? [text, ' ', { text: url, href: url }] : text, 'muted')
}

function contact({ t, locale }: Words, { publicUrl }: GuideContent): PdfBlock[] {
  const links: [MessageKey, string][] = [
    ['guides.contact.premises', `/${locale}/premises`],
    ['guides.contact.eligibility', `/${locale}/eligibility`],
    ['guides.contact.adviser', `/${locale}/contact`],
  ]
  return [
    heading(2, t('guides.contact')),
    {
      kind: 'list',
      items: links.map(([label, path]) => [
        `${t(label)}: `,
        { text: `${publicUrl}${path}`, href: `${publicUrl}${path}` },
      ]),
    },
  ]
}

/** The first page's title and the sentences that say what the document is and of which day. */
export function frontMatter({ t, locale }: Words, edition: string): PdfBlock[] {
  return [
    heading(1, t('guides.doing-business')),
    paragraph(t('guides.edition-line', { date: formatCityDay(locale, edition) }), 'muted'),
    paragraph(t('guides.caution')),
  ]
}
