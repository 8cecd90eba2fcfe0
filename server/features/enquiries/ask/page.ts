import { pathTo } from '#server/paths.ts'
import { enquiryTopics } from '#models/enquiries/enquiry.ts'
import { locales, type Reader } from '#shared/texts/i18n.ts'
import { choicesOf, fieldOf, type Choice, type Field } from '#web/forms/fields.ts'
import { errorSummary, type ErrorSummary, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'

const names = ['name', 'email', 'phone', 'messenger', 'preferredLanguage', 'topic', 'premisesCode', 'message'] as const
type FieldName = (typeof names)[number]

export type ContactPage = {
  title: string
  description: string
  action: string
  errors: ErrorSummary
  fields: Record<FieldName, Field>
  languages: Choice[]
  topics: Choice[]
  opened: string
  links: { premises: string; incentives: string; applications: string }
}
export const renderContact = view<ContactPage>('enquiries/ask/form')

const labels: FieldLabels = {
  name: 'contact.name',
  email: 'contact.email',
  phone: 'contact.phone',
  messenger: 'contact.messenger',
  preferredLanguage: 'contact.language',
  topic: 'contact.topic',
  premisesCode: 'contact.premises',
  message: 'contact.message',
}

type Given = {
  opened: Date
  form?: FormFailure | undefined
  /** From the link or the account. */
  stored?: Partial<Record<FieldName, string>>
}

export function contactPage({ t, locale }: Reader, { opened, form, stored = {} }: Given): ContactPage {
  const known: Partial<Record<FieldName, string>> = { preferredLanguage: locale, ...stored }
  const field = (name: FieldName) => fieldOf(t, name, { form, stored: known[name] ?? '' })
  const fields = Object.fromEntries(names.map(name => [name, field(name)])) as Record<FieldName, Field>
  return {
    title: t('contact.title'),
    description: t('contact.description'),
    action: pathTo(locale, '/contact'),
    errors: errorSummary(t, form?.errors, labels),
    fields,
    languages: choicesOf(fields.preferredLanguage, locales, code => t(`locale.${code}`)),
    topics: choicesOf(fields.topic, enquiryTopics, topic => t(`contact.topic.${topic}`)),
    opened: String(opened.getTime()),
    links: {
      premises: pathTo(locale, '/premises'),
      incentives: pathTo(locale, '/incentives'),
      applications: pathTo(locale, '/applications'),
    },
  }
}

export type ContactSentPage = { title: string; again: string; premises: string }
export const renderContactSent = view<ContactSentPage>('enquiries/ask/sent')

export const contactSentPage = ({ t, locale }: Reader): ContactSentPage => ({
  title: t('contact.sent.title'),
  again: pathTo(locale, '/contact'),
  premises: pathTo(locale, '/premises'),
})
