import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import { ObjectionModel, type Objection } from '#models/deciding/objection.ts'
import type { ObjectionAnswer } from '#models/cases/parts/public-notice.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { formatPresentedText } from '#shared/texts/writing.ts'
import { toPlainEmail } from '#shared/texts/plain-signs.ts'
import type { Deps, WhenLeft } from '#features/cases/ports.ts'
import { presentGrounds, type Grounds } from '#features/cases/notice/decision-reasons.ts'

/**
 * Returns, by objection, when the mails with the answers were sent; null for those still to be sent, `failed` for those
 * given up, no entry for those sent so long ago that their record is gone.
 */
export async function answersLeft(
  { mail }: Pick<Deps, 'mail'>,
  application: Application,
): Promise<Map<string, WhenLeft>> {
  const answeredIds = (application.objectionAnswers ?? []).map(({ objection }) => objection)
  if (answeredIds.length === 0) return new Map()
  const pending = new Set(application.pendingEffects.map(({ key }) => key))
  const sentTimes = await mail.whenLeft(answeredIds.map(objection => causeOf(application, objection)))
  return new Map(
    answeredIds.flatMap(objection => {
      const cause = causeOf(application, objection)
      const when = pending.has(cause) ? null : sentTimes.get(cause)
      return when === undefined ? [] : [[objection, when] as const]
    }),
  )
}

/** Returns the key of the effect that mails an answer. */
export const keyOf = (objection: string): string => `objection-${objection}`
/** Returns the key of the effect, which is also the cause of the mail. */
const causeOf = ({ _id }: Application, objection: string): string =>
  `application:${_id.toHexString()}:${keyOf(objection)}`

/** Matches an e-mail address without the full stop of a sentence that may follow it. */
const address = /[^\s<>,;:"()]+@[^\s<>,;:"()]+\.[^\s<>,;:"().]+/

/** Returns the e-mail address of the author of an objection; null when they left another contact. */
export const addressIn = ({ contact }: Pick<Objection, 'contact'>): string | null =>
  address.exec(toPlainEmail(contact))?.[0] ?? null

/** Returns the answer to an objection in the form of the reasons of a decision. */
export const groundsOfAnswer = ({ reasonCodes, text, writing }: ObjectionAnswer): Grounds => ({
  reasonCodes,
  reason: text,
  writing,
})

/** Queues the mail to the author of an objection, in the language of the objection. Idempotent by the effect's key. */
export async function notifyObjector(
  mail: Deps['mail'],
  application: Application,
  { key, facts }: { key: string; facts: { objection: string } },
): Promise<void> {
  const objection = await ObjectionModel.findById(facts.objection).lean<Objection>()
  const answer = application.objectionAnswers?.find(one => one.objection === facts.objection)
  const to = objection && addressIn(objection)
  if (!answer || !to) return
  const locale = objection.locale ?? 'zh'
  await mail.queue({
    cause: key,
    to,
    locale,
    template: `objection-${answer.outcome}`,
    facts: {
      name: objection.name,
      reference: application.reference ?? '',
      answer: formatPresentedText(
        presentGrounds({ t: translatorFor(locale), locale }, groundsOfAnswer(answer), '\n\n'),
      ),
      link: pathTo(locale, '/notices'),
    },
  })
}
