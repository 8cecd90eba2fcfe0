import { formatDay, formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, type Locale, type Translate } from '#shared/texts/i18n.ts'
import type { OwnSection } from '#shared/own-page.ts'
import type { OpenSession } from '#web/access/stored-sessions.ts'
import { nameOf } from '../saved/names.ts'
import type { Deps } from './ports.ts'

type Items = NonNullable<OwnSection['items']>
/** What is known of the holder of an account besides applications and tenancies. */
export type Known = {
  account: Awaited<ReturnType<Deps['accounts']['ownAccount']>>
  sessions: OpenSession[]
  saved: Awaited<ReturnType<Deps['saved']['everythingSaved']>>
  viewings: Awaited<ReturnType<Deps['viewings']['ofVisitor']>>
  enquiries: Awaited<ReturnType<Deps['enquiries']['sentFrom']>>
  letters: Awaited<ReturnType<Deps['mail']['mailsTo']>>
}
type Reader = { t: Translate; locale: Locale }

/** The first page of the archive: the account, and what leads to the rest. */
export function frontSections(
  reader: Reader,
  known: Known,
  links: { applications: Items; tenancies: Items },
): OwnSection[] {
  const { t } = reader
  return [
    { title: t('account.settings.title'), rows: accountRows(reader, known) },
    ...filled(t('nav.applications'), links.applications),
    ...filled(t('lease.list.title'), links.tenancies),
    ...filled(t('saved.title'), savedItems(reader, known)),
    ...filled(t('viewing.own.title'), viewingItems(reader, known)),
    ...filled(t('privacy.archive.enquiries'), enquiryItems(reader, known)),
    ...filled(t('privacy.archive.letters'), letterItems(reader, known)),
    ...filled(t('account.settings.sessions'), sessionItems(reader, known)),
    ...filled(t('privacy.archive.history'), historyItems(reader, known)),
  ]
}

const filled = (title: string, items: Items): OwnSection[] => (items.length > 0 ? [{ title, items }] : [])

function accountRows({ t, locale }: Reader, { account }: Known) {
  const { name, email, verifiedAt, createdAt } = account
  return [
    { label: t('account.field.name'), value: name },
    { label: t('account.settings.email'), value: email },
    { label: t('account.field.locale'), value: t(`locale.${account.locale}`) },
    { label: t('people.event.signed_up'), value: formatDay(locale, createdAt) },
    ...(verifiedAt ? [{ label: t('people.event.verified'), value: formatDay(locale, verifiedAt) }] : []),
  ]
}

function savedItems(reader: Reader, { saved }: Known): Items {
  const { t, locale } = reader
  return [
    ...saved.favourites.map(({ code, at }) => ({ title: code, text: formatDay(locale, at) })),
    ...saved.searches.map(({ query, alert, at }) => ({
      title: nameOf(reader, query),
      text: `${formatDay(locale, at)} · ${t('saved.alert')}${t('list.colon')}${t(`saved.alert.${alert}`)}`,
    })),
  ]
}

function viewingItems({ t, locale }: Reader, { viewings }: Known): Items {
  return [...viewings.coming, ...viewings.over].map(({ premises, startsAt, state, booking }) => ({
    title: `${formatInstant(locale, startsAt)} · ${premises}`,
    text: [t(state === 'booked' ? 'viewing.state.yours' : `viewing.state.${state}`), booking?.phone, booking?.note]
      .filter(Boolean)
      .join('\n'),
  }))
}

/** Each enquiry with all that was written since, by either side. */
const enquiryItems = ({ t, locale }: Reader, { enquiries }: Known): Items =>
  enquiries.flatMap(({ createdAt, topic, message, replies = [] }) => [
    { title: `${formatInstant(locale, createdAt)} · ${t(`contact.topic.${topic}`)}`, text: message },
    ...replies.map(({ at, way, text, attachments = [] }) => ({
      title: `${formatInstant(locale, at)} · ${t(way === 'received' ? 'privacy.archive.reply.own' : 'privacy.archive.reply.office')}`,
      text: [text, ...attachments].join('\n'),
    })),
  ])

const letterItems = ({ t, locale }: Reader, { letters }: Known): Items =>
  letters.map(({ createdAt, template }) => ({ title: formatInstant(locale, createdAt), text: letterName(t, template) }))

/** Whatever a subject asks for: what filled its gaps is not kept once the letter has left. */
const unknown: Record<string, string> = new Proxy({}, { get: () => '…' })

/**
 * What a letter was about, by the subject of its template without what it named: "The breach is cured". Where the gaps decide
 * what a subject says, the archive has words of its own. A template that there is no more keeps its name.
 */
export function letterName(t: Translate, template: string): string {
  const [own, subject] = [`privacy.archive.letter.${template}`, `mail.${template}.subject`]
  if (isMessageKey(own)) return t(own)
  return isMessageKey(subject) ? t(subject, unknown).replace(/\s*[:：,，]\s*…$/, '') : template
}

const sessionItems = ({ t, locale }: Reader, { sessions }: Known): Items =>
  sessions.map(({ signedInAt, lastUsedAt }) => ({
    title: formatInstant(locale, signedInAt),
    text: t('privacy.archive.session', { used: formatInstant(locale, lastUsedAt) }),
  }))

function historyItems({ t, locale }: Reader, { account }: Known): Items {
  return account.history.map(({ at, kind }) => {
    const key = `people.event.${kind}`
    return { title: formatInstant(locale, at), text: isMessageKey(key) ? t(key) : kind }
  })
}
