import { pathTo } from '#server/paths.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { fieldOf, type Field, type Option } from '#web/forms/fields.ts'
import { errorSummary, inputValue, type ErrorSummary, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import { absenceInWords } from '#web/pages/absence.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { absenceMark, type AbsencesService, type Absence } from './absences-service.ts'

type AbsencePage = {
  title: string
  breadcrumb: Breadcrumb
  /** Name of the absent colleague, where it is not the reader. */
  name: string | null
  lead: string
  said: string
  errors: ErrorSummary
  /** Null where nobody can cover. */
  form: { action: string; from: Field; to: Field; cover: { options: Option[]; error: string | null } } | null
  end: string | null
  /** The absence on the page (`absenceMark`). */
  shown: string
}
export const renderAbsence = view<AbsencePage>('accounts/absence')

type Subject = {
  absence: Absence | null
  covers: Awaited<ReturnType<AbsencesService['coversFor']>>
  /** Another colleague, for whom an administrator enters the absence. */
  person: { id: string; name: string } | null
  today: CityDay
}
const labels: FieldLabels = { from: 'absence.from', to: 'absence.to', cover: 'absence.cover' }

/** Returns the page with the days on which the reader, or a colleague of theirs, is away. */
export function absencePage(reader: Reader, subject: Subject, form?: FormFailure): AbsencePage {
  const { t, locale } = reader
  const { absence, covers, person } = subject
  const action = actionOf(locale, person)
  return {
    title: t('absence.title'),
    breadcrumb: breadcrumbOf(reader, person),
    name: person?.name ?? null,
    lead: t(person ? 'absence.lead.other' : 'absence.lead'),
    said: absence
      ? t(person ? 'absence.said' : 'absence.said.own', absenceInWords(locale, absence))
      : t('absence.none'),
    errors: errorSummary(t, form?.errors, labels),
    form: covers.length > 0 ? { action: action.save, ...fieldsOf(reader, subject, form) } : null,
    end: absence && action.end,
    // A form with a wrong value still speaks of the page that it was sent from, also of one without an absence.
    shown: form && 'shown' in form.typed ? inputValue(form.typed, 'shown') : absenceMark(absence),
  }
}

const actionOf = (locale: Locale, person: Subject['person']) =>
  person
    ? {
        save: pathTo(locale, '/staff/users/:id/absence', { id: person.id }),
        end: pathTo(locale, '/staff/users/:id/absence/end', { id: person.id }),
      }
    : { save: pathTo(locale, '/staff/absence'), end: pathTo(locale, '/staff/absence/end') }

function fieldsOf({ t, locale }: Reader, { absence, covers, today }: Subject, form?: FormFailure) {
  const chosen = fieldOf(t, 'cover', { form, stored: absence?.cover.id ?? '' })
  const options = covers.map(({ id, name, away }) => ({
    value: id,
    label: away ? t('absence.cover.away', { name, ...daysOf(locale, away) }) : name,
    selected: id === chosen.value,
  }))
  return {
    from: fieldOf(t, 'from', { form, stored: absence?.from ?? today }),
    to: fieldOf(t, 'to', { form, stored: absence?.to ?? '' }),
    cover: { options, error: chosen.error },
  }
}

const daysOf = (locale: Locale, { from, to }: { from: CityDay; to: CityDay }) => ({
  from: formatDay(locale, startOfCityDay(from)),
  to: formatDay(locale, startOfCityDay(to)),
})

function breadcrumbOf({ t, locale }: Reader, person: Subject['person']): Breadcrumb {
  const desk = deskCrumb({ t, locale })
  const here = { label: t('absence.title') }
  if (!person) return [desk, here]
  const people = { label: t('people.title'), href: pathTo(locale, '/staff/users') }
  return [desk, people, { label: person.name, href: pathTo(locale, '/staff/users/:id', { id: person.id }) }, here]
}
