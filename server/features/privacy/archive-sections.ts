import { formatDay, formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, locales, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { ownSection, type OwnSection } from '#shared/personal-data.ts'
import type { OpenSession } from '#web/access/stored-sessions.ts'
import type { Deps } from './ports.ts'

type Items = NonNullable<OwnSection['items']>
/** What is known about an account's holder besides the data of the slices. */
export type HolderData = {
  account: Awaited<ReturnType<Deps['accounts']['own']['get']>>
  sessions: OpenSession[]
  letters: Awaited<ReturnType<Deps['mail']['mailsTo']>>
}

/** First section of the archive: the account. */
export const accountSection = (reader: Reader, holderData: HolderData): OwnSection => ({
  title: reader.t('account.settings.title'),
  rows: accountRows(reader, holderData),
})

/** Sections that follow those of the slices. */
export const laterSections = (reader: Reader, holderData: HolderData): OwnSection[] => [
  ...ownSection(reader.t('privacy.archive.letters'), letterItems(reader, holderData)),
  ...ownSection(reader.t('account.settings.sessions'), sessionItems(reader, holderData)),
  ...ownSection(reader.t('privacy.archive.history'), historyItems(reader, holderData)),
]

function accountRows({ t, locale }: Reader, { account }: HolderData) {
  const { name, email, verifiedAt, createdAt, writtenNames, workPhone } = account
  const written = locales.flatMap(code => writtenNames?.[code] ?? [])
  return [
    { label: t('account.field.name'), value: name },
    ...(written.length > 0 ? [{ label: t('introduction.names'), value: written.join(t('list.comma')) }] : []),
    ...(workPhone ? [{ label: t('introduction.phone'), value: workPhone }] : []),
    { label: t('account.settings.email'), value: email },
    { label: t('account.field.locale'), value: t(`locale.${account.locale}`) },
    { label: t('people.event.signed_up'), value: formatDay(locale, createdAt) },
    ...(verifiedAt ? [{ label: t('people.event.verified'), value: formatDay(locale, verifiedAt) }] : []),
  ]
}

const letterItems = ({ t, locale }: Reader, { letters }: HolderData): Items =>
  letters.map(({ createdAt, template }) => ({ title: formatInstant(locale, createdAt), text: letterName(t, template) }))

/** Any placeholder of a subject: its value is not stored once the mail has been sent. */
const placeholderGaps: Record<string, string> = new Proxy({}, { get: () => '…' })

/**
 * Returns what a mail was about: the subject of its template without what it named ("The breach is cured"). Where the
 * placeholders determine what a subject says, the archive has a wording of its own. Templates that no longer exist are shown
 * by name.
 */
export function letterName(t: Translate, template: string): string {
  const own = `privacy.archive.letter.${template}`
  const subject = `mail.${template}.subject`
  if (isMessageKey(own)) return t(own)
  return isMessageKey(subject) ? t(subject, placeholderGaps).replace(/\s*[:：,，]\s*…$/, '') : template
}

const sessionItems = ({ t, locale }: Reader, { sessions }: HolderData): Items =>
  sessions.map(({ signedInAt, lastUsedAt }) => ({
    title: formatInstant(locale, signedInAt),
    text: t('privacy.archive.session', { used: formatInstant(locale, lastUsedAt) }),
  }))

function historyItems({ t, locale }: Reader, { account }: HolderData): Items {
  return account.history.map(({ at, kind }) => {
    const key = `people.event.${kind}`
    return { title: formatInstant(locale, at), text: isMessageKey(key) ? t(key) : kind }
  })
}
