import { pathTo } from '#server/paths.ts'
import type { Incentive, IncentiveContent } from '#models/incentives/incentive.ts'
import {
  audiences,
  eligibilityTerms,
  eligibilityTopics,
  incentiveCategories,
  type EligibilityTopic,
} from '#models/incentives/content-vocabulary.ts'
import { zones } from '#models/premises/parts/premises-vocabulary.ts'
import { type CityDay, daysBetween } from '#shared/days/city-day.ts'
import { locales, type Locale, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { choicesOf, fieldOf, type Choice, type Field } from '#web/forms/fields.ts'
import { namedErrors, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { editedContent } from '../editing.ts'
import { shownText } from '../presentation.ts'
import { missingOf, checkAgainOn } from '../rules.ts'
import { textFieldNames, textFields, type TextField, fieldOfMissing } from './input.ts'
import { historyOf, publicationOf, type HistoryLine, type Publication } from './publication.ts'
import { storedFields } from './stored.ts'
import { compareWithStored, labelsOf, type StoredDifferences } from './field-differences.ts'

type TextRow = { heading: string; cells: (Field & { label: string; lang: Locale; rows: number })[] }
type Box = { id: string; name: string; value: string; label: string; checked: boolean }

export type ManageFormPage = {
  title: string
  breadcrumb: Breadcrumb
  action: string
  errors: ErrorSummary
  /** What is needed before publishing; null when nothing is missing. */
  missing: MissingNote | null
  /** Shown only for a new incentive, because the address is permanent. */
  slug: Field | null
  version: string
  category: Field
  categories: Choice[]
  zones: { options: Box[]; error: string }
  national: boolean
  audiences: Box[]
  conditions: { name: string; legend: string; options: Box[] }[]
  confirmEachCase: boolean
  texts: TextRow[]
  reviewed: Box[]
  fields: Record<'sourceDate' | 'sourceUrl' | 'checkedAt' | 'validFrom' | 'expiresOn', Field>
  confirmed: boolean
  /** Public reason for the change; null for a new incentive. */
  reason: Field | null
  publication: Publication | null
  /** Null for unpublished incentives, which need no check. */
  recheck: Recheck | null
  history: HistoryLine[]
  /** Stored values that differ from the typed ones after a colleague saved first; else null. */
  theirs: StoredDifferences | null
}
export const renderManageForm = view<ManageFormPage>('incentives/manage/form')

type FormPageOptions = { incentive: Incentive | null; form?: FormFailure | undefined; today: CityDay; stale?: true }

export function manageFormPage(reader: Reader, { incentive, form, today, stale }: FormPageOptions): ManageFormPage {
  const { t, locale } = reader
  const stored = storedFields(incentive, today)
  const field = (name: string) => fieldOf(t, name, { form, stored: stored.text[name] ?? '' })
  const labels = labelsOf(t)
  const chosen = (name: string): readonly string[] => (form ? toList(form.typed[name]) : (stored.chosen[name] ?? []))
  const base = pathTo(locale, '/staff/incentives')
  const title = incentive ? t('incentives.staff.edit', { title: nameOf(reader, incentive) }) : t('incentives.staff.new')
  return {
    title,
    breadcrumb: [{ label: t('incentives.staff.title'), href: base }, { label: title }],
    errors: namedErrors(t, form?.errors, name => labels.find(one => one.name === name)?.label),
    missing: incentive ? missingNoteOf(reader, editedContent(incentive)) : null,
    theirs: stale && form ? compareWithStored(form.typed, stored.text, labels) : null,
    version: field('version').value,
    category: field('category'),
    categories: choicesOf(field('category'), incentiveCategories, kind => t(`incentives.category.${kind}`)),
    zones: {
      options: checkboxes({ name: 'zones', chosen: chosen('zones') }, zones, zone => t(`incentives.zone.${zone}`)),
      error: field('zones').error,
    },
    national: chosen('national').includes('yes'),
    audiences: checkboxes({ name: 'audiences', chosen: chosen('audiences') }, audiences, name =>
      t(`incentives.audience.${name}`),
    ),
    conditions: eligibilityTopics.map(topic => conditionBoxes(t, topic, chosen(topic))),
    confirmEachCase: chosen('confirmEachCase').includes('yes'),
    texts: textFieldNames.map(name => textRow(t, name, field)),
    reviewed: checkboxes({ name: 'reviewed', chosen: chosen('reviewed') }, locales, code => t(`locale.${code}`)),
    fields: {
      sourceDate: field('sourceDate'),
      sourceUrl: field('sourceUrl'),
      checkedAt: field('checkedAt'),
      validFrom: field('validFrom'),
      expiresOn: field('expiresOn'),
    },
    confirmed: chosen('confirmed').includes('yes'),
    ...(incentive ? partsOfExisting(reader, { incentive, today }, field('reason')) : partsOfNew(reader, field('slug'))),
  }
}

type StatusParts = Pick<ManageFormPage, 'action' | 'slug' | 'reason' | 'publication' | 'recheck' | 'history'>
type EditedIncentive = { incentive: Incentive; today: CityDay }

const partsOfExisting = (reader: Reader, { incentive, today }: EditedIncentive, reason: Field): StatusParts => ({
  action: pathTo(reader.locale, '/staff/incentives/:id', { id: incentive._id.toHexString() }),
  slug: null,
  reason,
  publication: publicationOf(reader, incentive),
  recheck: recheckOf(reader, incentive, today),
  history: historyOf(reader, incentive.events),
})

const partsOfNew = ({ locale }: Reader, slug: Field): StatusParts => ({
  action: pathTo(locale, '/staff/incentives/new'),
  slug,
  reason: null,
  publication: null,
  recheck: null,
  history: [],
})

const nameOf = ({ t, locale }: Reader, { title }: Incentive): string =>
  shownText(title, locale)?.text ?? t('incentives.staff.untitled')

/** Returns the boxes of a condition, labelled as in the eligibility check. A group without ticks excludes nobody. */
function conditionBoxes(t: Translate, topic: EligibilityTopic, chosen: readonly string[]) {
  return {
    name: topic,
    legend: t(`incentives.staff.condition.${topic}`),
    options: checkboxes<string>({ name: topic, chosen }, eligibilityTerms[topic], value =>
      t(`eligibility.${topic}.${value}` as 'eligibility.citizenship.russia'),
    ),
  }
}

const toList = (input: string | string[] | undefined): string[] => (input === undefined ? [] : [input].flat())

function textRow(t: Translate, name: TextField, field: (name: string) => Field): TextRow {
  return {
    heading: t(`incentives.staff.text.${name}`),
    cells: locales.map(lang => ({
      ...field(`${name}.${lang}`),
      label: t(`locale.${lang}`),
      lang,
      rows: textFields[name].rows,
    })),
  }
}

/** Returns the boxes of a group. The id of the first is the field's name, so that a complaint can link to it. */
function checkboxes<Value extends string>(
  { name, chosen }: { name: string; chosen: readonly string[] },
  values: readonly Value[],
  labelOf: (value: Value) => string,
): Box[] {
  return values.map((value, index) => ({
    id: index === 0 ? name : `${name}-${value}`,
    name,
    value,
    label: labelOf(value),
    checked: chosen.includes(value),
  }))
}

type MissingNote = {
  /** Missing parts that prevent publishing, each with a link to its field. */
  needed: { href: string; text: string }[]
  /** Languages whose readers would see another language; empty when there are none. */
  languages: string
}

/** Returns what a text still lacks; null when it is complete. */
function missingNoteOf({ t, locale }: Reader, content: IncentiveContent): MissingNote | null {
  const needed = missingOf(content).map(reason => ({
    href: `#${fieldOfMissing[reason]}`,
    text: t(`incentives.refused.${reason}`),
  }))
  const lacking = locales.filter(lang => !content.title[lang] || !content.summary[lang])
  if (needed.length === 0 && lacking.length === 0) return null
  const names = lacking.map(lang => t(`locale.${lang}`)).join(locale === 'zh' ? '、' : ', ')
  return { needed, languages: names && t('incentives.staff.missing.languages', { languages: names }) }
}

/** When a published incentive was last checked against its source, and whether the next check is due. */
type Recheck = { isDue: boolean; text: string }

/** Returns null for unpublished incentives. */
function recheckOf({ t, locale }: Reader, incentive: Incentive, today: CityDay): Recheck | null {
  if (incentive.status !== 'published') return null
  const again = checkAgainOn(incentive)
  const days = daysBetween(again, today)
  const dates = { checked: formatCityDay(locale, incentive.checkedAt), again: formatCityDay(locale, again) }
  return days >= 0
    ? { isDue: true, text: t('incentives.staff.recheck.due', { ...dates, days }) }
    : { isDue: false, text: t('incentives.staff.recheck.later', dates) }
}
