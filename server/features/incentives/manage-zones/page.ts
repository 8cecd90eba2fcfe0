import { pathTo } from '#server/paths.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import { factTopics, type Fact, type ZoneContent, type ZoneRecord } from '#models/incentives/zone.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { locales, type Locale, type MessageKey, type Reader } from '#shared/texts/i18n.ts'
import { choicesOf, fieldOf, type Choice, type Field } from '#web/forms/fields.ts'
import { namedErrors, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { historyOf, type HistoryLine } from '../manage/publication.ts'
import { compareWithStored, type StoredDifferences } from '../manage/field-differences.ts'
import { shownText } from '../presentation.ts'
import { editedZone } from '../zone-editing.ts'
import { neighbourOf, type Direction } from './fact-order.ts'
import { factTexts, pageTexts, type FactText, type PageText } from './input.ts'

type Cell = Field & { label: string; lang: Locale; rows: number }
type TextRow = { heading: string; cells: Cell[] }
type FactForm = {
  legend: string
  /** Whether it is unfolded, because it is new or has errors. */
  open: boolean
  /** Hidden field with the key of the fact. */
  key: Field
  topic: Field & { label: string; options: Choice[] }
  texts: TextRow[]
  fields: (Field & { label: string; hint: string })[]
  confirmed: { name: string; ticked: boolean }
  /** Id of the element on the page. */
  id: string
  /** Labels of the buttons that move it; empty when there is no fact of its topic to pass. */
  up: string
  down: string
  /** Label of the box to remove it; empty for the one being added. */
  remove: string
}
export type ZoneFormPage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  theirs: StoredDifferences | null
  action: string
  version: string
  texts: TextRow[]
  facts: FactForm[]
  /** Reason for the change, as typed so far. */
  why: string
  draft: boolean
  preview: string
  publicHref: string
  history: HistoryLine[]
}
export const renderZoneForm = view<ZoneFormPage>('incentives/zones/form')

type FormPageOptions = { zone: ZoneRecord; today: CityDay; form?: FormFailure; count?: number; stale?: true }
type FieldOf = (name: string) => Field

export function zoneFormPage(reader: Reader, { zone, today, form, count, stale }: FormPageOptions): ZoneFormPage {
  const { t, locale } = reader
  const content = editedZone(zone)
  const stored: Record<string, string> = { version: String(zone.version), ...storedFields(content, today) }
  const field: FieldOf = name => fieldOf(t, name, { form, stored: stored[name] ?? '' })
  const title = shownText(content.name, locale)?.text ?? t(`incentives.zone.${zone.slug}`)
  const base = pathTo(locale, '/staff/incentives')
  const texts = (Object.keys(pageTexts) as PageText[]).map(name => textRow(reader, name, field))
  const length = count ?? content.facts.length + 1
  const facts = Array.from({ length }, (_, index) => factForm(reader, index, { field, length }))
  const labelled = labelsOf({ texts, facts })
  return {
    title,
    breadcrumb: [{ label: t('incentives.staff.title'), href: base }, { label: title }],
    errors: namedErrors(t, form?.errors, name => labelled.find(one => one.name === name)?.label),
    theirs: stale && form ? compareWithStored(form.typed, stored, labelled) : null,
    action: pathTo(locale, '/staff/incentives/zones/:slug', { slug: zone.slug }),
    version: field('version').value,
    texts,
    facts,
    why: field('why').value,
    draft: Boolean(zone.draft),
    preview: pathTo(locale, '/staff/incentives/zones/:slug/preview', { slug: zone.slug }),
    publicHref: pathTo(locale, '/zones/:slug', { slug: zone.slug }),
    history: historyOf(reader, zone.events ?? []),
  }
}

const headings: Record<PageText | FactText, MessageKey> = {
  name: 'incentives.staff.text.title',
  summary: 'incentives.staff.text.summary',
  body: 'incentives.staff.text.body',
  figure: 'content.fact.figure',
  text: 'content.fact.text',
  note: 'incentives.staff.text.note',
  sourceName: 'incentives.staff.text.sourceName',
}
const rowsOf = { name: 1, summary: 2, body: 8, figure: 1, text: 3, note: 2, sourceName: 2 } as const

function textRow({ t }: Reader, name: PageText | FactText, field: FieldOf, at = ''): TextRow {
  return {
    heading: t(headings[name]),
    cells: locales.map(lang => ({
      ...field(`${at}${name}.${lang}`),
      label: t(`locale.${lang}`),
      lang,
      rows: rowsOf[name],
    })),
  }
}

function factForm(reader: Reader, index: number, { field, length }: { field: FieldOf; length: number }): FactForm {
  const { t, locale } = reader
  const at = `facts.${index}.`
  const key = field(`${at}key`)
  const topic = field(`${at}topic`)
  const texts = (Object.keys(factTexts) as FactText[]).map(name => textRow(reader, name, field, at))
  const fields = [
    {
      ...field(`${at}sourceDate`),
      label: t('incentives.staff.source-date'),
      hint: t('incentives.staff.source-date.hint'),
    },
    { ...field(`${at}sourceUrl`), label: t('incentives.staff.source-url'), hint: '' },
    { ...field(`${at}checkedAt`), label: t('incentives.staff.checked'), hint: t('incentives.staff.day.hint') },
  ]
  const legendParts = (['figure', 'text'] as const).map(part => field(`${at}${part}.${locale}`).value).filter(Boolean)
  const wrong = [...texts.flatMap(({ cells }) => cells), ...fields, topic].some(({ error }) => error)
  return {
    legend: legendParts.join(dot) || t('content.fact.new'),
    open: wrong,
    key,
    topic: {
      ...topic,
      label: t('content.fact.topic'),
      options: choicesOf(topic, factTopics, name => t(`content.fact.topic.${name}`)),
    },
    texts,
    fields,
    confirmed: { name: `${at}confirmed`, ticked: field(`${at}confirmed`).value === 'yes' },
    id: `fact-${key.value || 'new'}`,
    ...movesOf(index, { field, length }),
    remove: key.value ? `${at}remove` : '',
  }
}

function movesOf(at: number, { field, length }: { field: FieldOf; length: number }): Record<Direction, string> {
  const value = (index: number, name: string) => field(`facts.${index}.${name}`).value
  const facts = Array.from({ length }, (_, index) => ({ key: value(index, 'key'), topic: value(index, 'topic') }))
  const move = (direction: Direction) =>
    neighbourOf(facts, { at, way: direction }) === null ? '' : `${at}.${direction}`
  return { up: move('up'), down: move('down') }
}

const labelsOf = ({ texts, facts }: { texts: TextRow[]; facts: FactForm[] }) => {
  const ofRow = (before: string) => (row: TextRow) =>
    row.cells.map(({ name, label }) => ({ name, label: `${before}${row.heading}${dot}${label}` }))
  return [
    ...texts.flatMap(ofRow('')),
    ...facts.flatMap(fact => [
      ...fact.texts.flatMap(ofRow(`${fact.legend}${dot}`)),
      ...fact.fields.map(({ name, label }) => ({ name, label: `${fact.legend}${dot}${label}` })),
    ]),
  ]
}

function storedFields({ facts, ...texts }: ZoneContent, today: CityDay): Record<string, string> {
  const pairs = (Object.keys(pageTexts) as PageText[]).flatMap(name =>
    locales.map(lang => [`${name}.${lang}`, texts[name]?.[lang] ?? ''] as const),
  )
  const empty = { topic: 'place', checkedAt: today }
  const ofFacts = [...facts.map(factFields), empty].flatMap((fact, index) =>
    Object.entries(fact).map(([name, value]) => [`facts.${index}.${name}`, value] as const),
  )
  return Object.fromEntries([...pairs, ...ofFacts])
}

function factFields({ key, topic, figure, text, note, source, checkedAt, confirmed }: Fact): Record<string, string> {
  // Starting content may lack a figure or a note.
  const texts: Record<FactText, LocalisedText | undefined> = { figure, text, note, sourceName: source.name }
  return {
    key,
    topic,
    checkedAt,
    sourceDate: source.date,
    sourceUrl: source.url ?? '',
    confirmed: confirmed ? 'yes' : '',
    ...Object.fromEntries(
      Object.entries(texts).flatMap(([name, said]) => locales.map(lang => [`${name}.${lang}`, said?.[lang] ?? ''])),
    ),
  }
}
