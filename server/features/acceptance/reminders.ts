import { trusted } from 'mongoose'
import { pathTo } from '#server/paths.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { presentTextInLine } from '#shared/texts/writing.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import type { Deps } from '../cases/ports.ts'
import { conditionsOf, uploadedSinceOffer } from '../cases/acceptance/offer-acceptance.ts'

/** Number of days before the due day of a condition from which the applicant is reminded. */
const reminderDays = 7

/** Reminds applicants of conditions that are due soon and for which no file was uploaded; once for each due day. */
export function createConditionReminderService({
  clock,
  accounts,
  documents,
  mail,
}: Pick<Deps, 'clock' | 'accounts' | 'documents' | 'mail'>) {
  async function remindAll(): Promise<number> {
    const today = cityDayOf(clock.now())
    const until = addDays(today, reminderDays)
    const found = ApplicationModel.find({
      state: trusted({ $in: ['accepted', 'contracted'] }),
      handedOverOn: null,
      'offer.acceptance.conditions': trusted({ $elemMatch: { state: 'open', dueOn: { $gte: today, $lte: until } } }),
    })
      .lean<Application[]>()
      .cursor()
    let reminded = 0
    for await (const application of found) reminded += await remind(application, { today, until })
    return reminded
  }

  async function remind(application: Application, { today, until }: { today: CityDay; until: CityDay }) {
    const papers = uploadedSinceOffer(application, await documents.list(application._id.toHexString()))
    const kinds = new Set(papers.map(({ kind }) => kind))
    const due = conditionsOf(application).filter(
      ({ state, dueOn, kind }) => state === 'open' && dueOn >= today && dueOn <= until && !kinds.has(kind),
    )
    for (const condition of due) await queueReminder(application, condition)
    return due.length
  }

  async function queueReminder(
    { _id, applicant, reference }: Application,
    { _id: condition, kind, text, textWriting: writing, dueOn }: Condition,
  ) {
    const { email, locale } = await accounts.people.contactOf(applicant.toHexString())
    const reader = { locale, t: translatorFor(locale) }
    await mail.queue({
      cause: `application:${_id.toHexString()}:condition:${condition.toHexString()}:${dueOn}`,
      to: email,
      locale,
      template: 'application-condition-due',
      facts: {
        reference: reference ?? '',
        day: formatCityDay(locale, dueOn),
        condition: text ? presentTextInLine(reader, { text, writing }) : reader.t(`document.kind.${kind}`),
        link: pathTo(locale, '/applications/:id/acceptance', { id: _id.toHexString() }),
      },
    })
  }

  return remindAll
}
