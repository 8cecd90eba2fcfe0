import type { Incentive } from '../../../../models/incentive.ts'
import {
  audiences,
  eligibilityTerms,
  eligibilityTopics,
  incentiveCategories,
  type EligibilityTopic,
} from '../../../../models/parts/content-vocabulary.ts'
import { zones } from '../../../../models/parts/premises-vocabulary.ts'
import type { CityDay } from '../../../shared/city-day.ts'
import { formatInstant } from '../../../shared/format.ts'
import { isMessageKey, locales, type Locale, type Translate } from '../../../shared/i18n.ts'
import { choicesOf, fieldOf, type Choice, type Field } from '../../../web/fields.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '../../../web/forms.ts'
import { view } from '../../../web/view.ts'
import { shownText, type Words } from '../presentation.ts'
import { textFieldNames, textFields, type TextField } from './input.ts'
import { storedFields } from './stored.ts'

type TextRow = { heading: string; cells: (Field & { label: string; lang: Locale; rows: number })[] }
type Box = { id: string; name: string; value: string; label: string; checked: boolean }

export type ManageFormPage = {
  title: string
  wide: true
  breadcrumb: { label: string; href?: string }[]
  action: string
  errors: ErrorSummary
  /** Only while it is being made: the address is permanent. */
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
  /** Why it is being changed, for everybody; not asked of a new one. */
  reason: Field | null
  publication: Publication | null
  history: { what: string; when: string; who: string }[]
}
type Publication = {
  action: string
  version: string
  /** Where the button leads. */
  to: 'draft' | 'published'
  label: string
  status: { tone: 'good' | 'calm'; label: string }
  publicHref: string
}
export const renderManageForm = view<ManageFormPage>('incentives/manage/form')

type Given = { incentive: Incentive | null; form?: FormFailure | undefined; today: CityDay }

export function manageFormPage(words: Words, { incentive, form, today }: Given): ManageFormPage {
  const { t, locale } = words
  const stored = storedFields(incentive, today)
  const field = (name: string) => fieldOf(t, name, { form, stored: stored.text[name] ?? '' })
  const chosen = (name: string): readonly string[] => (form ? several(form.typed[name]) : (stored.chosen[name] ?? []))
  const base = `/${locale}/staff/incentives`
  const title = incentive ? t('incentives.staff.edit', { title: nameOf(words, incentive) }) : t('incentives.staff.new')
  return {
    title,
    wide: true,
    breadcrumb: [{ label: t('incentives.staff.title'), href: base }, { label: title }],
    action: incentive ? `${base}/${incentive._id.toHexString()}` : `${base}/new`,
    errors: errorSummary(t, form?.errors),
    slug: incentive ? null : field('slug'),
    version: field('version').value,
    category: field('category'),
    categories: choicesOf(field('category'), incentiveCategories, kind => t(`incentives.category.${kind}`)),
    zones: {
      options: boxes({ name: 'zones', chosen: chosen('zones') }, zones, zone => t(`incentives.zone.${zone}`)),
      error: field('zones').error,
    },
    national: chosen('national').includes('yes'),
    audiences: boxes({ name: 'audiences', chosen: chosen('audiences') }, audiences, name =>
      t(`incentives.audience.${name}`),
    ),
    conditions: eligibilityTopics.map(topic => conditionBoxes(t, topic, chosen(topic))),
    confirmEachCase: chosen('confirmEachCase').includes('yes'),
    texts: textFieldNames.map(name => textRow(t, name, field)),
    reviewed: boxes({ name: 'reviewed', chosen: chosen('reviewed') }, locales, code => t(`locale.${code}`)),
    fields: {
      sourceDate: field('sourceDate'),
      sourceUrl: field('sourceUrl'),
      checkedAt: field('checkedAt'),
      validFrom: field('validFrom'),
      expiresOn: field('expiresOn'),
    },
    confirmed: chosen('confirmed').includes('yes'),
    reason: incentive ? field('reason') : null,
    publication: incentive ? publicationOf(words, incentive) : null,
    history: historyOf(words, incentive),
  }
}

const nameOf = ({ t, locale }: Words, { title }: Incentive): string =>
  shownText(title, locale)?.text ?? t('incentives.staff.untitled')

/** An empty group excludes nobody; the guide's own words name its boxes. */
function conditionBoxes(t: Translate, topic: EligibilityTopic, chosen: readonly string[]) {
  return {
    name: topic,
    legend: t(`incentives.staff.condition.${topic}`),
    options: boxes<string>({ name: topic, chosen }, eligibilityTerms[topic], value =>
      t(`eligibility.${topic}.${value}` as 'eligibility.citizenship.russia'),
    ),
  }
}

const several = (typed: string | string[] | undefined): string[] => (typed === undefined ? [] : [typed].flat())

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

/** The first box carries the field's name as its id, so that a complaint can link to it. */
function boxes<Value extends string>(
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

function publicationOf({ t, locale }: Words, { _id, slug, status, version }: Incentive): Publication {
  const published = status === 'published'
  return {
    action: `/${locale}/staff/incentives/${_id.toHexString()}/publication`,
    version: String(version),
    to: published ? 'draft' : 'published',
    label: t(published ? 'incentives.staff.unpublish' : 'incentives.staff.publish'),
    status: { tone: published ? 'good' : 'calm', label: t(`incentives.staff.status.${status}`) },
    publicHref: published ? `/${locale}/incentives/${slug}` : '',
  }
}

function historyOf({ t, locale }: Words, incentive: Incentive | null): ManageFormPage['history'] {
  const events = incentive?.events ?? []
  return events.toReversed().map(({ kind, at, by }) => {
    const key = `incentives.staff.event.${kind}`
    return {
      what: isMessageKey(key) ? t(key) : kind,
      when: formatInstant(locale, at),
      who: by.name ?? t('incentives.staff.by-system'),
    }
  })
}
