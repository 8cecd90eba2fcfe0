import { formatInstant } from '#shared/texts/format.ts'
import { jsonEntry, ownSection, type PersonalData } from '#shared/personal-data.ts'
import { saidAsText, saidTo } from '#shared/texts/writing.ts'
import { ownEnquiries } from './own.ts'

const { sentFrom, forgetSender } = ownEnquiries

/** What somebody has asked the office from their address, each with all that was written since, by either side. */
export const enquiriesPersonalData: PersonalData = {
  async *archive(asked) {
    const { holder, t, locale } = asked
    const enquiries = holder.verified ? await sentFrom(holder.email) : []
    yield jsonEntry(asked, 'enquiries', enquiries)
    const items = enquiries.flatMap(({ createdAt, topic, message, replies = [] }) => [
      { title: `${formatInstant(locale, createdAt)} · ${t(`contact.topic.${topic}`)}`, text: message },
      ...replies.map(({ at, way, text, writing, attachments = [] }) => ({
        title: `${formatInstant(locale, at)} · ${t(way === 'received' ? 'privacy.archive.reply.own' : 'privacy.archive.reply.office')}`,
        text: [saidAsText(saidTo({ t, locale }, { text, writing })), ...attachments].join('\n'),
      })),
    ])
    return ownSection(t('privacy.archive.enquiries'), items)
  },
  erase: ({ verified, email }) => (verified ? forgetSender(email) : Promise.resolve()),
}
