import type { Types } from 'mongoose'
import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import type { Party } from '#models/parts/party.ts'
import { endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay } from '#shared/texts/format.ts'
import { translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { formatPresentedText, presentText, presentTextInLine } from '#shared/texts/writing.ts'
import { isEarly, createOutbox, type HandlerEffect, type Outbox } from '#shared/outbox.ts'
import { groundsAsText } from '../cases/notice/decision-reasons.ts'
import { conflictedIn } from '../cases/review/panel.ts'
import { changedTogether } from '../cases/acceptance/changed-together.ts'
import { caseHref, nextActInWords } from '../cases/applicant/labels.ts'
import { nextActOf } from '../cases/status/next-act.ts'
import { stageOf } from '../cases/status/stage.ts'
import { acceptanceOf, liveOrLastOffer } from '../cases/acceptance/offer-acceptance.ts'
import { carryIn, carryOutOf, dropPhoto } from '../cases/documents/settling.ts'
import { partyOf } from '../acceptance/lessee.ts'
import { partyInLine } from '#shared/texts/party.ts'
import { notifyObjector } from '../deciding/notice/answering.ts'
import type { PaperDuty } from '../cases/papers/paper-table.ts'
import { copyDocuments } from '../cases/documents/copying.ts'
import { causeId, causeOf, type ApplicationEffects } from '../cases/effects/effect-kinds.ts'
import { erase } from '../cases/retention.ts'
import { letterRequest } from '../deciding/letters/request.ts'
import { preferredLanguage } from '../cases/writing/recipient.ts'
import { setAsideUnsentDocuments } from '../cases/requests/closing.ts'
import { sendInterviewMail } from '../cases/interviews/letters.ts'
import { itemInWords } from '../cases/requests/item-text.ts'
import { noticeHolds } from '../cases/own/draft-retention.ts'
import type { Deps } from '../cases/ports.ts'
import type { CasesService } from '../cases/service.ts'

export type NewTenancy = {
  application: string
  reference: string
  tenant: string
  party: Party
  premises: string
  handoverOn: string
  rentFreeMonths: number
  papers?: readonly PaperDuty[] | undefined
  /** When the handover was recorded. */
  handedOverAt?: Date | undefined
}
/** Service of a later slice, passed in by the job so that this slice does not depend on it. */
export type Tenancies = {
  records: {
    open: (tenancy: NewTenancy) => Promise<void>
    ofApplication: (application: string) => Promise<{ _id: Types.ObjectId } | null>
  }
}

type EffectDeps = Deps & {
  cases: Pick<CasesService, 'occupancy'>
  deciding: { waiting: { offerFree: () => Promise<number> } }
}

/** Builds the service that carries out the effects of changes. Every effect is idempotent. */
export function effectsService(deps: EffectDeps) {
  const { accounts, documents, mail, letters, content, cases, deciding } = deps

  const outbox = (tenancies: Tenancies): Outbox =>
    createOutbox<Application, ApplicationEffects>({
      name: 'applications',
      collection: 'applications',
      isHeld,
      handlers: {
        mail: (application, effect) => queueMail({ accounts, mail, tenancies }, application, effect),
        interview: async (application, effect) => {
          const contact = await accounts.people.findContact(application.applicant.toHexString())
          if (contact) await sendInterviewMail(deps, { application, effect, contact })
        },
        letter: async (application, effect) => letters.make(await createLetterRequest(accounts, application, effect)),
        staff_mail: (application, effect) => queueStaffMail({ accounts, mail }, application, effect),
        objection: (application, effect) => notifyObjector(mail, application, effect),
        public: () => content.changed(),
        premises: (_application, { facts }) => cases.occupancy.sync(facts.code),
        documents: application => copyDocuments(application, deps),
        take_in: (application, { facts }) => carryIn(deps, application, facts),
        take_out: (application, { facts }) => carryOutOf(deps, application, facts),
        drop_photo: (application, { facts }) => dropPhoto(deps, application, facts),
        unsent: (application, { facts }) => setAsideUnsentDocuments(documents, application, facts.request),
        erase: application => erase(deps, application),
        promotion: () => deciding.waiting.offerFree(),
        tenancy: (application, { facts }) => tenancies.records.open(toNewTenancy(application, facts)),
      },
    })

  return { outbox }
}

/** Checks whether an effect has to wait: its bulk decision can still be undone, and the case has not moved on since. */
function isHeld({ events }: Application, effect: PendingEffect, now: Date): boolean {
  if (effect.facts.template === 'application-conditions-changed') return isEarly(effect, now)
  return isEarly(effect, now) && events.findLast(({ to }) => to)?._id.toHexString() === causeId(effect.key)
}

type MailDeps = Pick<Deps, 'accounts' | 'mail'> & { tenancies: Tenancies }
type EffectOfKind<Kind extends keyof ApplicationEffects> = HandlerEffect<ApplicationEffects[Kind]>

async function queueMail(
  { accounts, mail, tenancies }: MailDeps,
  application: Application,
  { key, facts }: EffectOfKind<'mail'>,
) {
  const contact = await accounts.people.findContact(application.applicant.toHexString())
  // Sends nothing when the account no longer exists, or when a draft announced for deletion was saved meanwhile.
  if (!contact || (facts.day && !noticeHolds(application))) return
  const { template } = facts
  const isAboutConditions = template === 'application-conditions-changed'
  const changed = isAboutConditions ? changedTogether(application, causeOf(application.events, key)) : []
  // A later act of the same officer tells of this one too, or the offer has ended since.
  if (!changed || (isAboutConditions && changed.length === 0)) return
  const { locale } = contact
  const content = {
    facts: {
      ...mailFacts(application, key, locale),
      link: await linkOf(tenancies, application, { template, locale }),
    },
    items: [
      ...changed.map(one => conditionItem(application, one, locale)),
      ...copyLinkOf(application, template, locale),
      ...itemsOfMail(application, facts.request, locale),
    ],
  }
  await mail.queue({ cause: key, to: contact.email, locale, template, ...content })
}

async function createLetterRequest(
  accounts: Deps['accounts'],
  application: Application,
  effect: EffectOfKind<'letter'>,
) {
  const contact = await accounts.people.findContact(application.applicant.toHexString())
  return letterRequest(application, effect, {
    language: contact?.locale ?? preferredLanguage(application),
    applicant: partyInLine(partyOf(application)),
  })
}

/**
 * Queues a mail to a colleague and, while they are away, also to the person covering for them, if that person may read
 * cases. A mention goes to the mentioned colleague alone (ADR 132).
 */
async function queueStaffMail(
  { accounts, mail }: Pick<Deps, 'accounts' | 'mail'>,
  application: Application,
  { key, facts }: EffectOfKind<'staff_mail'>,
): Promise<void> {
  const isMention = facts.template === 'case-mentioned'
  if (isMention && !(await mayRead(accounts, application, facts.account))) return
  const cover = isMention ? null : (await accounts.absences.away()).get(facts.account)?.standIn
  const isOpen = cover && cover.role !== 'listing_manager' && !conflictedIn(application).includes(cover.id)
  for (const account of [facts.account, ...(isOpen ? [cover.id] : [])]) {
    const cause = `${eventKeyOf(key)}:${facts.template}:${account}`
    const contact = await accounts.people.findContact(account)
    if (!contact) continue
    const { email: to, locale } = contact
    const link = pathTo(locale, '/staff/applications/:id', { id: application._id.toHexString() })
    const about = { reference: application.reference ?? '', link, ...waitFacts(application) }
    await mail.queue({ cause, to, locale, template: facts.template, facts: about })
  }
}

/** Checks whether a mentioned colleague may still read the case. */
const mayRead = async ({ people }: Deps['accounts'], application: Application, id: string): Promise<boolean> =>
  !conflictedIn(application).includes(id) &&
  !(await people.formerAmong([id], ['reviewer', 'decider', 'administrator'])).has(id)

/**
 * Removes the number that distinguishes several letters of one event. A person who is addressed both directly and as cover
 * thus gets one letter.
 */
const eventKeyOf = (key: string): string => key.replace(/([0-9a-f]{24})-\d+$/, '$1')

function toNewTenancy(application: Application, facts: ApplicationEffects['tenancy']): NewTenancy {
  return {
    application: application._id.toHexString(),
    reference: application.reference ?? '',
    tenant: application.applicant.toHexString(),
    party: partyOf(application),
    premises: facts.premises,
    handoverOn: facts.handoverOn,
    rentFreeMonths: Number(facts.rentFreeMonths),
    papers: facts.papers ? (JSON.parse(facts.papers) as PaperDuty[]) : undefined,
    handedOverAt: application.events.findLast(({ kind }) => kind === 'handed_over')?.at,
  }
}

/** Returns the values for a mail's sentences, in its reader's language. */
function mailFacts(application: Application, key: string, locale: Locale): Record<string, string> {
  const { notice, answerBy, deletionNotice, handedOverOn, reference } = application
  const day = (instant: Date | null | undefined) => (instant ? formatDay(locale, instant) : '')
  return {
    reference: reference ?? '',
    ...waitFacts(application),
    deadline: day(liveOrLastOffer(application)?.deadline),
    noticeUntil: day(notice?.until),
    answerBy: day(answerBy),
    waitsUntil: day(application.waiting?.until),
    keptUntil: day(deletionNotice ? endOfCityDay(deletionNotice.day) : null),
    next: nextActInWords(
      { t: translatorFor(locale), locale },
      application,
      nextActOf(application, stageOf(application)),
    ),
    signBy: dayText(locale, acceptanceOf(application)?.signBy),
    handoverOn: day(handedOverOn ? endOfCityDay(handedOverOn) : null),
    reason: reasonOf(application, key, locale),
    message: messageOf(application, key, locale),
  }
}

type Letter = { template: string; locale: Locale }

/** Returns the page that a mail leads to. After the handover that is the tenancy, which is opened before the mail. */
async function linkOf(tenancies: Tenancies, application: Application, { template, locale }: Letter): Promise<string> {
  const handedOver = template === 'application-handed-over'
  const tenancy = handedOver ? await tenancies.records.ofApplication(application._id.toHexString()) : null
  if (tenancy) return pathTo(locale, '/tenancies/:id', { id: tenancy._id.toHexString() })
  return `${caseHref(locale, application)}${isAboutAcceptance(template) ? '/acceptance' : ''}`
}

const dayText = (locale: Locale, day: CityDay | null | undefined): string => (day ? formatCityDay(locale, day) : '')

const isAboutAcceptance = (template: string): boolean =>
  ['application-conditions-changed', 'application-contract-ready'].includes(template)

/** Returns the premises in question and, when the case waits for another case, the reference of that one. */
const waitFacts = (application: Application) => ({
  premises: premisesNamed(application),
  other: application.notice?.waitsFor?.reference ?? '',
})

const premisesNamed = (application: Application): string =>
  (liveOrLastOffer(application) ?? application.notice)?.premises ?? application.premises.join(', ')

/** Returns what became of a condition: its name, its state with its day, and the office's note. */
function conditionItem(application: Application, condition: Condition, locale: Locale) {
  const reader = { locale, t: translatorFor(locale) }
  const { kind, state, dueOn, text, textWriting, note, noteWriting } = condition
  const open = state === 'open' ? `${dot}${reader.t('acceptance.due', { day: formatCityDay(locale, dueOn) })}` : ''
  return {
    title: text ? presentTextInLine(reader, { text, writing: textWriting }) : reader.t(`document.kind.${kind}`),
    text: [
      `${reader.t(`acceptance.state.${state}`)}${open}`,
      ...(note ? [formatPresentedText(presentText(reader, { text: note, writing: noteWriting }))] : []),
    ].join('\n'),
    path: `${caseHref(locale, application)}/acceptance`,
  }
}

/** Returns a link to the copy of the submitted application. The copy contains a passport number, so it is not attached. */
function copyLinkOf({ _id, snapshot }: Application, template: string, locale: Locale) {
  if (template !== 'application-submitted' || !snapshot) return []
  const t = translatorFor(locale)
  const path = pathTo(locale, '/applications/:id/papers/:paper', { id: _id.toHexString(), paper: 'submitted' })
  return [{ title: t('apply.copy.link'), text: t('apply.copy.about'), path }]
}

/** Returns the requested items, by the number of the request, which may have been answered before the mail is written. */
function itemsOfMail({ _id, request, pastRequests }: Application, number: string | undefined, locale: Locale) {
  const namedRequest = [...(pastRequests ?? []), request].find(one => String(one?.number) === number)
  return (namedRequest?.items ?? []).map(item => ({
    title: itemInWords(translatorFor(locale), item),
    text: formatPresentedText(presentText({ t: translatorFor(locale), locale }, item)),
    path:
      item.about === 'section'
        ? pathTo(locale, '/applications/:id/:section', { id: _id.toHexString(), section: item.target })
        : pathTo(locale, '/applications/:id/documents', { id: _id.toHexString() }),
  }))
}

/** Returns the reason given in the event that caused the mail. The key contains the id of the event. */
function reasonOf({ events }: Application, key: string, locale: Locale): string {
  return groundsAsText(translatorFor(locale), locale, causeOf(events, key) ?? {})
}

/** Returns the office's message, when a message caused the mail. */
function messageOf({ messages = [] }: Application, key: string, locale: Locale): string {
  const message = messages.find(({ _id }) => _id.toHexString() === causeId(key))
  return message ? formatPresentedText(presentText({ t: translatorFor(locale), locale }, message)) : ''
}
