import { officeView, type OfficeView } from '#shared/office/office.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { choicesOf, fieldOf, type Choice, type Field } from '#web/forms/fields.ts'
import { errorSummary, type ErrorSummary, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import { vladivostokTime, whenInWords } from '#shared/days/city-time.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { premisesName, type Details } from '../timetable/details.ts'
import { placeInWords } from '../bookings/invitation.ts'
import { maxPartySize } from '../rules.ts'
import type { FreeSlot } from '../bookings/visitor-queries.ts'

export type BookingPage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  rows: { label: string; value: string }[]
  unverified: { text: string; action: string } | null
  errors: ErrorSummary
  action: string
  party: { field: Field; options: Choice[] }
  language: { field: Field; options: Choice[] }
  phone: Field
  note: Field
  others: string
  office: OfficeView
}
export const renderBooking = view<BookingPage>('viewings/book/form')

const labels: FieldLabels = {
  partySize: 'viewing.form.party',
  language: 'viewing.form.language',
  phone: 'viewing.form.phone',
  note: 'viewing.form.note',
}

type Subject = { slot: FreeSlot; /** Name of the guide. */ guide: string; details: Details; account: SessionAccount }

export function bookingPage(
  reader: Reader,
  { slot, guide, details, account }: Subject,
  form?: FormFailure,
): BookingPage {
  const { t, locale } = reader
  const { code } = details
  const premises = pathTo(locale, '/premises/:code', { code })
  const party = fieldOf(t, 'partySize', { form, stored: '1' })
  const [first = 'ru'] = slot.languages
  const preferredLanguage = slot.languages.find(language => language === locale) ?? first
  const language = fieldOf(t, 'language', { form, stored: preferredLanguage })
  const sizes = Array.from({ length: maxPartySize }, (_, index) => String(index + 1))
  return {
    title: t('viewing.form.title'),
    demo: details.demo,
    breadcrumb: [
      { label: code, href: premises },
      { label: t('viewing.times.title', { code }), href: pathTo(locale, '/premises/:code/viewings', { code }) },
      { label: t('viewing.form.title') },
    ],
    rows: [
      { label: t('viewing.form.premises'), value: premisesName(locale, details) },
      { label: t('viewing.form.when'), value: whenInWords(reader, slot) },
      { label: t('viewing.form.local'), value: vladivostokTime({ t, locale }, slot.startsAt) },
      { label: t('viewing.form.where'), value: placeInWords(reader, slot, details) },
      { label: t('viewing.form.guide'), value: guide },
    ],
    unverified: account.verified
      ? null
      : {
          text: t('viewing.unverified.text', { email: account.email }),
          action: pathTo(locale, '/account/verification'),
        },
    errors: errorSummary(t, form?.errors, labels),
    action: pathTo(locale, '/premises/:code/viewings/:id', { code, id: slot._id.toHexString() }),
    party: {
      field: party,
      options: choicesOf(party, sizes, size => t('viewing.form.party.option', { count: Number(size) })),
    },
    language: {
      field: language,
      options: choicesOf(language, slot.languages, value => t(`viewing.language.${value}`)),
    },
    phone: fieldOf(t, 'phone', { form }),
    note: fieldOf(t, 'note', { form }),
    others: pathTo(locale, '/premises/:code/viewings', { code }),
    office: officeView(reader, { premises: code }),
  }
}
