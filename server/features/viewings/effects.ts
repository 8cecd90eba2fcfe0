import { Types } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { createOutbox } from '#shared/outbox.ts'
import { pathTo } from '#server/paths.ts'
import type { MailCalendar, MailRequest } from '#outside/mail/mail-message.ts'
import { isLocale, translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { inVladivostok, whenInWords } from '#shared/days/city-time.ts'
import type { Bookings } from './bookings/bookings-service.ts'
import type { ViewingEffects, ViewingFacts, ViewingMail } from './letter-effects.ts'
import type { Deps } from './ports.ts'
import { readDetails, premisesName } from './timetable/details.ts'
import { guideInWords, guideOf as guideFor, findStandIn } from './bookings/guide.ts'
import { entryOf, placeInWords } from './bookings/invitation.ts'

type Letter = { key: string; kind: ViewingMail; facts: ViewingFacts }
type Recipient = { to: string; name: string; locale: Locale; guide: boolean }

const cancellingMails: readonly string[] = [
  'viewing-cancelled',
  'viewing-called-off',
  'viewing-guide-cancelled',
  'viewing-guide-given-on',
] satisfies ViewingMail[]

/** Builds the mails about viewings, each with an entry for its reader's calendar. */
function createViewingMailService({ clock, mail, accounts, premises, catalogue, office }: Deps) {
  /** Writes to the visitor, or to the guide and, on days when the guide is away, also to the person covering. */
  async function write(viewing: Viewing, letter: Letter): Promise<void> {
    if (!letter.kind.startsWith('viewing-guide-')) {
      await mailTo(visitorOf(letter.facts), viewing, letter)
      return
    }
    const guide = letter.facts.guide ?? viewing.guide.toHexString()
    await mailTo(await colleagueOf(guide), viewing, letter)
    const held = { ...viewing, guide: new Types.ObjectId(guide) }
    const then = await findStandIn({ accounts, premises }, held)
    const today = await findStandIn({ accounts, premises }, held, cityDayOf(clock.now()))
    const shown = letter.facts.guide ? viewing.guide.toHexString() : null
    for (const id of new Set([then?.id, today?.id]))
      // The person who shows it from now on gets a mail of their own about that.
      if (id && id !== shown) await mailTo(await colleagueOf(id), viewing, { ...letter, key: `${letter.key}:${id}` })
  }

  /** Queues a mail. Idempotent by the key of the effect. */
  async function mailTo(reader: Recipient | null, viewing: Viewing, { key, kind, facts }: Letter): Promise<void> {
    if (!reader) return
    const { to, locale } = reader
    const details = await readDetails({ premises, catalogue }, viewing.premises)
    const mailReader = { t: translatorFor(locale), locale }
    const guide = await guideFor({ accounts, premises }, mailReader, viewing)
    // Visitors get the phone number only for viewings that take place; otherwise only the name.
    const mayCall = !reader.guide && !cancellingMails.includes(kind)
    const guideName = mayCall ? guideInWords(mailReader, guide) : guide.name
    const was = facts.was ? new Date(facts.was) : viewing.startsAt
    const length = viewing.endsAt.getTime() - viewing.startsAt.getTime()
    const request: MailRequest = {
      cause: `viewing:${key}`,
      to,
      locale,
      template: kind,
      facts: {
        name: reader.name,
        visitor: facts.name,
        premises: premisesName(locale, details),
        when: whenInWords(mailReader, viewing),
        local: inVladivostok(mailReader, viewing.startsAt),
        was: whenInWords(mailReader, { startsAt: was, endsAt: new Date(was.getTime() + length) }),
        place: placeInWords(mailReader, viewing, details),
        guide: guideName,
        reason: facts.reason ?? '',
        link: linkOf(reader, viewing, facts.visit),
      },
    }
    await mail.queue({ ...request, calendar: createCalendar(request, await office()) })

    function createCalendar({ template }: MailRequest, organiser: string): MailCalendar {
      const cancelled = cancellingMails.includes(template)
      const { visit, sequence, name: visitor } = facts
      const version = { visit, sequence: Number(sequence), cancelled, changedAt: clock.now(), office: organiser }
      const staff = reader?.guide ? { staff: { visitor, slot: viewing._id.toHexString() } } : {}
      const entry = entryOf(mailReader, { ...viewing, guideName }, details, { ...version, ...staff })
      const attendee = { name: reader?.name ?? '', email: to }
      return { method: cancelled ? 'CANCEL' : 'REQUEST', entry: { ...entry, attendee } }
    }
  }

  /** Returns null when the colleague's account does not exist or is deactivated. Former colleagues get no visitor data. */
  async function colleagueOf(id: string): Promise<Recipient | null> {
    const colleague = await accounts.people.findContact(id)
    if (!colleague || colleague.state === 'deactivated') return null
    const { email: to, name, locale } = colleague
    return { to, name, locale, guide: true }
  }

  return { write }
}

function visitorOf({ email, name, locale }: ViewingFacts): Recipient | null {
  return email && isLocale(locale) ? { to: email, name, locale, guide: false } : null
}

const linkOf = ({ guide, locale }: Recipient, { _id }: Viewing, visit: string): string =>
  guide
    ? pathTo(locale, '/staff/viewings/:id', { id: _id.toHexString() })
    : pathTo(locale, '/viewings/:id', { id: visit })

/** Builds the outbox for the mails that changes cause. Each is idempotent: it is queued once. */
export function createViewingOutbox(deps: Deps, { settle }: Pick<Bookings, 'settle'>) {
  const mails = createViewingMailService(deps)

  const letter = (mail: ViewingMail) => (viewing: Viewing, effect: { key: string; facts: ViewingFacts }) =>
    mails.write(viewing, { ...effect, kind: mail })

  /** Writes a mail about a move or another guide only while that change is the latest one. */
  const sendLatestLetter =
    (mail: ViewingMail) => async (viewing: Viewing, effect: { key: string; facts: ViewingFacts }) => {
      if (await isLatestChange(viewing, effect.facts)) await letter(mail)(viewing, effect)
    }

  async function isLatestChange({ _id }: Viewing, { visit, sequence }: ViewingFacts): Promise<boolean> {
    await settle(visit)
    const asMoved = { _id, state: 'booked', 'booking.visit': visit, 'booking.sequence': Number(sequence) } as const
    return Boolean(await ViewingModel.exists(asMoved))
  }

  return createOutbox<Viewing, ViewingEffects>({
    name: 'viewings',
    collection: 'viewings',
    handlers: {
      'viewing-booked': letter('viewing-booked'),
      'viewing-guide-booked': letter('viewing-guide-booked'),
      'viewing-moved': sendLatestLetter('viewing-moved'),
      'viewing-guide-moved': sendLatestLetter('viewing-guide-moved'),
      'viewing-reminder': letter('viewing-reminder'),
      'viewing-cancelled': letter('viewing-cancelled'),
      'viewing-guide-cancelled': letter('viewing-guide-cancelled'),
      'viewing-new-guide': sendLatestLetter('viewing-new-guide'),
      'viewing-guide-given-on': letter('viewing-guide-given-on'),
      'viewing-called-off': letter('viewing-called-off'),
    },
  })
}
