import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '../../../models/application.ts'
import type { PendingEffect } from '../../../models/parts/history.ts'
import { endOfCityDay } from '../../shared/city-day.ts'
import { AppError } from '../../shared/errors.ts'
import { formatDay } from '../../shared/format.ts'
import { translatorFor, type Locale } from '../../shared/i18n.ts'
import { groundsAsText } from './decision-reasons.ts'
import { causeId, causeOf } from './cause.ts'
import { copyDocuments } from './earlier.ts'
import { erase } from './erasing.ts'
import { letterRequest, preferredLanguage } from './letters/request.ts'
import { setUnsentAside } from './requests/unsent.ts'
import { writeOfInterview } from './interviews/letters.ts'
import { itemInWords } from './requests/words.ts'
import { noticeHolds } from './keeping.ts'
import { syncing } from './occupancy.ts'
import type { ApplicationMail, Contact, Deps, StaffMail } from './ports.ts'

export type NewTenancy = {
  application: string
  reference: string
  tenant: string
  premises: string
  handoverOn: string
  rentFreeMonths: number
}
/** What slices to the right do; handed in by the job, so that this one need not know them. */
export type EffectHandlers = { openTenancy(tenancy: NewTenancy): Promise<void> }

type Carrying = (application: Application, effect: PendingEffect, handlers: EffectHandlers) => Promise<unknown>

type EffectDeps = Deps & {
  offerFreePremises: () => Promise<number>
}

/**
 * Carries out what changes have left to be done. Each effect may be repeated: it is crossed out only after it has been
 * done, so a crash in between does it again, and doing it again changes nothing.
 */
export function effectsService(deps: EffectDeps) {
  const { clock, accounts, premises, documents, mail, letters, content, offerFreePremises } = deps
  const syncPremises = syncing(premises)

  async function carryOutEffects(handlers: EffectHandlers): Promise<number> {
    const waiting = await withDueEffects(clock.now())
    const results = await inTurn(waiting, application => carryOutOf(application, handlers))
    const failures = results.flatMap(result => (result.status === 'rejected' ? [result.reason as unknown] : []))
    if (failures.length > 0) throw new AggregateError(failures, `effects of ${failures.length} applications failed`)
    return results.reduce((done, result) => done + (result.status === 'fulfilled' ? result.value : 0), 0)
  }

  async function carryOutOf(application: Application, handlers: EffectHandlers): Promise<number> {
    const now = clock.now()
    const due = application.pendingEffects.filter(effect => !isHeld(application, effect, now))
    for (const effect of due) {
      await ways[effect.kind]?.(application, effect, handlers)
      await ApplicationModel.updateOne(
        { _id: application._id },
        { $pull: { pendingEffects: { key: effect.key } } },
        { timestamps: false },
      )
    }
    return due.length
  }

  const ways: Partial<Record<string, Carrying>> = {
    mail: (application, effect) => queueMail({ accounts, mail }, application, effect),
    interview: async (application, effect) => {
      const contact = await contactOf(accounts, application.applicant.toHexString())
      if (contact) await writeOfInterview(deps, { application, effect, contact })
    },
    letter: async (application, effect) => letters.make(await letterOf(accounts, application, effect)),
    staff_mail: (application, effect) => queueStaffMail({ accounts, mail }, application, effect),
    public: () => content.changed(),
    premises: (_application, { facts }) => syncPremises(facts.code ?? ''),
    documents: application => copyDocuments(application, documents),
    unsent: (application, { facts }) => setUnsentAside(documents, application, facts.request),
    erase: application => erase(deps, application),
    promotion: () => offerFreePremises(),
    tenancy: (application, effect, handlers) => handlers.openTenancy(tenancyOf(application, effect)),
  }

  return { carryOutEffects, syncPremises }
}

function withDueEffects(now: Date): Promise<Application[]> {
  return ApplicationModel.find({
    'pendingEffects.key': trusted({ $exists: true }),
    pendingEffects: trusted({ $elemMatch: { notBefore: { $not: { $gt: now } } } }),
  })
    .sort({ updatedAt: 1 })
    .limit(200)
    .lean<Application[]>()
}

/** What tells of a bulk decision waits while that can be undone; when the case has moved on nothing can be any more. */
function isHeld({ events }: Application, { key, notBefore }: PendingEffect, now: Date): boolean {
  if (!notBefore || notBefore <= now) return false
  return events.findLast(({ to }) => to)?._id.toHexString() === causeId(key)
}

type Post = Pick<Deps, 'accounts' | 'mail'>

async function queueMail({ accounts, mail }: Post, application: Application, { key, facts }: PendingEffect) {
  const contact = await contactOf(accounts, application.applicant.toHexString())
  // An account that is gone has nobody to tell, and a draft that was saved meanwhile is not ending.
  if (!contact || (facts.day && !noticeHolds(application))) return
  const template = facts.template as ApplicationMail
  const { locale } = contact
  const content = {
    facts: mailFacts(application, key, locale),
    items: itemsOfMail(application, facts.request, locale),
  }
  await mail.queue({ cause: key, to: contact.email, locale, template, ...content })
}

async function letterOf(accounts: Deps['accounts'], application: Application, effect: PendingEffect) {
  const contact = await contactOf(accounts, application.applicant.toHexString())
  return letterRequest(application, effect, contact?.locale ?? preferredLanguage(application))
}

async function queueStaffMail(
  { accounts, mail }: Pick<Deps, 'accounts' | 'mail'>,
  application: Application,
  { key, facts }: PendingEffect,
): Promise<void> {
  const contact = await contactOf(accounts, facts.account ?? '')
  if (!contact) return
  const { email: to, locale } = contact
  const link = `/${locale}/staff/applications/${application._id.toHexString()}`
  const about = { reference: application.reference ?? '', link, ...waitFacts(application) }
  await mail.queue({ cause: key, to, locale, template: facts.template as StaffMail, facts: about })
}

async function contactOf(accounts: Deps['accounts'], id: string): Promise<Contact | null> {
  try {
    return await accounts.contactOf(id)
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return null
    throw error
  }
}

/** One after the other; one that fails does not keep the others from their turn. */
async function inTurn<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<PromiseSettledResult<R>[]> {
  const results: PromiseSettledResult<R>[] = []
  for (const item of items) results.push(...(await Promise.allSettled([act(item)])))
  return results
}

function tenancyOf(application: Application, { facts }: PendingEffect): NewTenancy {
  return {
    application: application._id.toHexString(),
    reference: application.reference ?? '',
    tenant: application.applicant.toHexString(),
    premises: facts.premises ?? '',
    handoverOn: facts.handoverOn ?? '',
    rentFreeMonths: Number(facts.rentFreeMonths),
  }
}

/** The gaps of a mail's sentences, in its reader's language. */
function mailFacts(application: Application, key: string, locale: Locale): Record<string, string> {
  const { offer, notice, answerBy, deletionNotice, handedOverOn, reference } = application
  const day = (instant: Date | null | undefined) => (instant ? formatDay(locale, instant) : '')
  return {
    reference: reference ?? '',
    ...waitFacts(application),
    deadline: day(offer?.deadline),
    noticeUntil: day(notice?.until),
    answerBy: day(answerBy),
    waitsUntil: day(application.waiting?.until),
    keptUntil: day(deletionNotice ? endOfCityDay(deletionNotice.day) : null),
    handoverOn: day(handedOverOn ? endOfCityDay(handedOverOn) : null),
    reason: reasonOf(application, key, locale),
    message: messageOf(application, key),
    link: `/${locale}/applications/${application._id.toHexString()}`,
  }
}

/** For what a case waits, and for what other one. */
const waitFacts = (application: Application) => ({
  premises: premisesNamed(application),
  other: application.notice?.waitsFor?.reference ?? '',
})

const premisesNamed = ({ offer, notice, premises }: Application): string =>
  (offer ?? notice)?.premises ?? premises.join(', ')

/** What is asked for, by the number of the request: it may have been answered before the letter was written. */
function itemsOfMail({ _id, request, pastRequests }: Application, number: string | undefined, locale: Locale) {
  const asked = [...(pastRequests ?? []), request].find(one => String(one?.number) === number)
  const base = `/${locale}/applications/${_id.toHexString()}`
  return (asked?.items ?? []).map(item => ({
    title: itemInWords(translatorFor(locale), item),
    text: item.text,
    path: item.about === 'section' ? `${base}/${item.target}` : `${base}/documents`,
  }))
}

/** What the applicant is told by the event that the mail follows from; the key names it. */
function reasonOf({ events }: Application, key: string, locale: Locale): string {
  return groundsAsText(translatorFor(locale), locale, causeOf(events, key) ?? {})
}

/** What the office wrote, when the mail follows from a message. */
const messageOf = ({ messages = [] }: Application, key: string): string =>
  messages.find(({ _id }) => _id.toHexString() === causeId(key))?.text ?? ''
