import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import type { Clock } from '#outside/clock.ts'
import { AppError } from '#shared/errors.ts'
import { anyone } from '#web/access/access.ts'
import {
  formFailure,
  readForm,
  requiredLine,
  requiredText,
  text,
  errorSummary,
  type ErrorSummary,
  type FieldLabels,
  type FormFailure,
} from '#web/forms/forms.ts'
import { honeypot } from '#web/forms/honeypot.ts'
import { enquiryTopics } from '#models/enquiries/enquiry.ts'
import { officeView, openNowInWords, type OfficeView } from '#shared/office/office.ts'
import { toDialablePhone } from '#shared/texts/phones.ts'
import { toPlainCharacters } from '#shared/texts/plain-signs.ts'
import { canonicalCode, optionalCodeField, premisesCodeField } from '#shared/texts/codes.ts'
import { locales, type Reader } from '#shared/texts/i18n.ts'
import { emailField } from '#features/accounts/fields.ts'
import type { SessionAccount } from '#web/locals.ts'
import { choicesOf, fieldOf, type Choice, type Field } from '#web/forms/fields.ts'
import { view } from '#web/pages/view.ts'
import type { ReceivedEnquiry } from '../service.ts'
import { enquiryNumber, isTooQuick } from '../rules.ts'

const lineField = (max: number) => text(max).transform(value => value.replace(/\s+/g, ' '))

/** The contact form. */
const contactForm = z.object({
  name: requiredLine(100),
  email: emailField,
  phone: lineField(50)
    .transform(input => toDialablePhone(toPlainCharacters(input)))
    .default(''),
  messenger: lineField(100).default(''),
  preferredLanguage: z.enum(locales, 'form.choose'),
  topic: z.enum(enquiryTopics, 'form.choose'),
  premisesCode: lineField(20).pipe(optionalCodeField(canonicalCode, 'contact.premises.wrong')).default(null),
  message: requiredText(5000),
})

/** Query parameters that prefill the form. */
const contactLink = z.object({
  topic: z.enum(enquiryTopics).optional().catch(undefined),
  premises: premisesCodeField.optional().catch(undefined),
})

/** `receipt`: the digest of the enquiry, made from its day, address, topic, unit and question; nobody else knows them all. */
const sentLink = z.object({
  receipt: z
    .string()
    .regex(/^[\da-f]{64}$/)
    .optional()
    .catch(undefined),
})

const retryAfterSeconds = '3600'

/** Routes of the contact form for everybody. They store nothing in a session, so anonymous senders get no cookie. */
export function contactRoutes({ enquiries }: Pick<Services, 'enquiries'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })

  router.get('/contact', anyone, (req, res) => {
    const { topic = '', premises = '' } = contactLink.parse(req.query)
    // The page contains the time at which it was opened, so it is not shared between senders. Search engines may index it.
    if (!res.locals.account) res.set('Cache-Control', 'private, no-cache')
    const stored = { topic, premisesCode: premises, ...knownSender(res) }
    renderContact(res, contactPage(res.locals, { opened: clock.now(), stored }))
  })

  router.post('/contact', anyone, async (req, res) => {
    const opened = clock.now()
    const trap = honeypot.parse(req.body ?? {})
    const form = readForm(contactForm, req.body)
    if (!form.ok) {
      renderContact(res, contactPage(res.locals, { opened, form }), 422)
      return
    }
    if (isTooQuick({ openedAt: trap.opened }, opened)) {
      const failure = formFailure(req.body, { message: 'contact.too-quick' })
      renderContact(res, contactPage(res.locals, { opened, form: failure }), 422)
      return
    }

    // A program that filled in the honeypot gets the normal answer, so that it does not try another way.
    const refused = trap.website ? null : await sendOrRefusal(enquiries.send(form.value, req.ip ?? 'unknown'))
    if (refused) {
      res.set('Retry-After', retryAfterSeconds)
      const failure = formFailure(req.body, { message: refused.code })
      renderContact(res, contactPage(res.locals, { opened, form: failure }), 429)
      return
    }
    const receipt = enquiries.receiptOf(form.value)
    res.redirect(303, `${pathTo(res.locals.locale, '/contact/sent')}?receipt=${receipt}`)
  })

  router.get('/contact/sent', anyone, async (req, res) => {
    const { receipt } = sentLink.parse(req.query)
    const received = receipt ? await enquiries.findReceived(receipt) : null
    if (received) res.set('Cache-Control', 'private, no-store')
    renderContactSent(res, contactSentPage(res.locals, received))
  })

  return router
}

function knownSender(res: Response): { name?: string; email?: string } {
  const { account } = res.locals
  return account ? { name: account.name, email: account.email } : {}
}

/** Returns a refusal for too many messages, which the form shows with the typed text. Rethrows all other errors. */
async function sendOrRefusal(sending: Promise<void>): Promise<AppError | null> {
  try {
    await sending
    return null
  } catch (error) {
    if (error instanceof AppError && error.kind === 'too-many') return error
    throw error
  }
}

const names = ['name', 'email', 'phone', 'messenger', 'preferredLanguage', 'topic', 'premisesCode', 'message'] as const
type FieldName = (typeof names)[number]

const aboutViewing: readonly string[] = ['viewing', 'video_viewing']

type ContactPage = {
  title: string
  description: string
  action: string
  errors: ErrorSummary
  fields: Record<FieldName, Field>
  /** What to write about a viewing; empty for other topics. */
  messageHint: string
  languages: Choice[]
  topics: Choice[]
  opened: string
  office: OfficeView
  now: ReturnType<typeof openNowInWords>
  /** `applications` is null for colleagues. */
  links: { premises: string; incentives: string; applications: string | null }
}
const renderContact = view<ContactPage>('enquiries/ask/form')

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

type Words = Reader & { account: SessionAccount | null }
type Given = {
  opened: Date
  form?: FormFailure | undefined
  /** Values from the link or the account. */
  stored?: Partial<Record<FieldName, string>>
}

function contactPage(reader: Words, { opened, form, stored = {} }: Given): ContactPage {
  const { t, locale, account } = reader
  const initialValues: Partial<Record<FieldName, string>> = { preferredLanguage: locale, ...stored }
  const field = (name: FieldName) => fieldOf(t, name, { form, stored: initialValues[name] ?? '' })
  const fields = Object.fromEntries(names.map(name => [name, field(name)])) as Record<FieldName, Field>
  return {
    title: t('contact.title'),
    description: t('contact.description'),
    action: pathTo(locale, '/contact'),
    errors: errorSummary(t, form?.errors, labels),
    fields,
    messageHint: aboutViewing.includes(fields.topic.value) ? t('contact.message.viewing') : '',
    languages: choicesOf(fields.preferredLanguage, locales, code => t(`locale.${code}`)),
    topics: choicesOf(fields.topic, enquiryTopics, topic => t(`contact.topic.${topic}`)),
    opened: String(opened.getTime()),
    office: officeView(reader),
    now: openNowInWords(reader, opened),
    links: {
      premises: pathTo(locale, '/premises'),
      incentives: pathTo(locale, '/incentives'),
      applications: account && account.role !== 'applicant' ? null : pathTo(locale, '/applications'),
    },
  }
}

type ContactSentPage = {
  title: string
  again: string
  premises: string
  /** What was asked; null for an address that does not name it. */
  question: { rows: { label: string; value: string }[] } | null
}
const renderContactSent = view<ContactSentPage>('enquiries/ask/sent')

const contactSentPage = ({ t, locale }: Reader, received: ReceivedEnquiry | null): ContactSentPage => ({
  title: t('contact.sent.title'),
  again: pathTo(locale, '/contact'),
  premises: pathTo(locale, '/premises'),
  question: received && {
    rows: [
      { label: t('contact.number'), value: enquiryNumber(received) },
      { label: t('contact.topic'), value: t(`contact.topic.${received.topic}`) },
      ...(received.premisesCode ? [{ label: t('contact.premises'), value: received.premisesCode }] : []),
      { label: t('contact.message'), value: received.message },
    ],
  },
})
