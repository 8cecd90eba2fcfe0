import { dot } from '#shared/texts/facts.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { viewingLanguages } from '#models/viewings/viewing.ts'
import { addDays, mondayOf, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { choicesOf, fieldOf, type Choice, type Field, type Option } from '#web/forms/fields.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { weekdayName } from '#shared/days/city-time.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { slotMinutes, weekdays } from '../rules.ts'

type Options = { name: string; error: string; options: Choice[] }
export type PublishPage = {
  title: string
  breadcrumb: Breadcrumb
  choose: { action: string; buildings: Option[] }
  none: boolean
  errors: ErrorSummary
  form: {
    action: string
    building: string
    premises: Options
    day: Field
    from: Field
    to: Field
    minutes: Options
    weekdays: Options
    weeks: Field
    guide: Options
    languages: Options
    meetingPoint: Field
  } | null
}
export const renderPublish = view<PublishPage>('viewings/calendar/publish')

export type PublishSubject = {
  buildings: { code: string; name: LocalisedText }[]
  building: string | undefined
  premises: { code: string; title: LocalisedText }[]
  chosen: string | undefined
  guides: { id: string; name: string }[]
  self: string
  tomorrow: CityDay
}

const labels = {
  minutes: 'viewings.new.minutes',
  weeks: 'viewings.new.weeks',
  weekdays: 'viewings.new.weekdays',
} as const

export function publishPage(reader: Reader, subject: PublishSubject, form?: FormFailure): PublishPage {
  const { t, locale } = reader
  const base = pathTo(locale, '/staff/viewings')
  const { building, premises } = subject
  return {
    title: t('viewings.new.title'),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('viewings.title'), href: base },
      { label: t('viewings.new.title') },
    ],
    choose: {
      action: pathTo(locale, '/staff/viewings/new'),
      buildings: subject.buildings.map(({ code, name }) => ({
        value: code,
        label: `${code}${dot}${readText(name, locale).text}`,
        selected: code === building,
      })),
    },
    none: building !== undefined && premises.length === 0,
    errors: errorSummary(t, form?.errors, labels),
    form: building !== undefined && premises.length > 0 ? formOf(reader, { ...subject, building }, form) : null,
  }
}

/** Builds the fields from what was typed, else from the proposed values. */
function createControls({ t }: Reader, form?: FormFailure) {
  const one = (name: string, stored = '') => fieldOf(t, name, { form, stored })

  function boxes<Value extends string>(optionField: Asked<Value> & { stored: readonly string[] }): Options {
    const { name, values, stored, labelOf } = optionField
    const checked = new Set(form ? [form.typed[name] ?? []].flat() : stored)
    const options = choicesOf({ name, value: '' }, values, labelOf)
    return {
      name,
      error: one(name).error,
      options: options.map(option => ({ ...option, checked: checked.has(option.value) })),
    }
  }

  function select<Value extends string>({ name, values, stored, labelOf }: Asked<Value> & { stored: string }): Options {
    const field = one(name, stored)
    return { name, error: field.error, options: choicesOf(field, values, labelOf) }
  }

  return { one, boxes, select }
}
type Asked<Value extends string> = { name: string; values: readonly Value[]; labelOf: (value: Value) => string }

type Form = NonNullable<PublishPage['form']>

function formOf(reader: Reader, subject: PublishSubject & { building: string }, form?: FormFailure): Form {
  const { t, locale } = reader
  const { one, boxes, select } = createControls(reader, form)
  const { building, chosen, tomorrow, self } = subject
  const titles = new Map(subject.premises.map(({ code, title }) => [code, readText(title, locale).text]))
  const names = new Map(subject.guides.map(({ id, name }) => [id, name]))
  const monday = mondayOf(tomorrow)
  const unitLabel = (code: string) => `${code}${dot}${titles.get(code) ?? ''}`
  const minutesLabel = (count: string) => t('viewings.new.minutes.option', { count })
  const dayLabel = (number: string) => weekdayName(locale, startOfCityDay(addDays(monday, Number(number) - 1)))
  return {
    action: `${pathTo(locale, '/staff/viewings/new')}?building=${building}`,
    building,
    premises: boxes({
      name: 'premises',
      values: [...titles.keys()],
      stored: chosen ? [chosen] : [],
      labelOf: unitLabel,
    }),
    day: one('day', tomorrow),
    from: one('from', '10:00'),
    to: one('to', '12:00'),
    minutes: select({ name: 'minutes', values: slotMinutes.map(String), stored: '30', labelOf: minutesLabel }),
    weekdays: boxes({ name: 'weekdays', values: weekdays.map(String), stored: [], labelOf: dayLabel }),
    weeks: one('weeks', '1'),
    guide: select({ name: 'guide', values: [...names.keys()], stored: self, labelOf: id => names.get(id) ?? '' }),
    languages: boxes({
      name: 'languages',
      values: viewingLanguages,
      stored: ['ru', 'zh'],
      labelOf: language => t(`locale.${language}`),
    }),
    meetingPoint: one('meetingPoint'),
  }
}
