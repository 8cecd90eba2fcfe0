import { pathTo } from '#server/paths.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { ObjectionModel, type Objection } from '#models/deciding/objection.ts'
import type { ObjectionAnswer } from '#models/cases/parts/public-notice.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { formatPresentedText } from '#shared/texts/writing.ts'
import { toPlainEmail } from '#shared/texts/plain-signs.ts'
import { applyChange, readCaseFor, staleConflict, type OutgoingText } from '#features/cases/change.ts'
import type { Deps, WhenLeft } from '#features/cases/ports.ts'
import { groundsInWords, presentGrounds, type Grounds } from '#features/cases/notice/decision-reasons.ts'
import { isUpheld, openObjections, ownPartIn } from '#features/cases/notice/open.ts'
import type { Actor } from '#features/cases/states.ts'

export type NewAnswer = OutgoingText & Pick<ObjectionAnswer, 'objection' | 'outcome' | 'reasonCodes' | 'text'>

export function createObjectionAnswerService({ clock, mail }: Pick<Deps, 'clock' | 'mail'>) {
  /**
   * Answers one objection; an answer is final. Its author gets a mail if they left an address. Throws
   * `notice.refused.answered` when the objection is already answered or belongs to another case, and
   * `notice.refused.own-part` for somebody who announced the decision or scored the case (ADR 80).
   */
  async function answer(
    id: string,
    actor: Actor,
    { objection, outcome, reasonCodes = [], text, writing, sends }: NewAnswer,
  ): Promise<Application> {
    const was = await readCaseFor(id, actor)
    const ownPart = ownPartIn(was, actor.id)
    if (ownPart) throw conflict(ownPart, { facts: { id } })
    const exists = await ObjectionModel.exists({ _id: objection, application: was._id })
    if (!exists || was.objectionAnswers?.some(answer => answer.objection === objection))
      throw conflict('notice.refused.answered', { facts: { id } })
    const by = { id: actor.id ?? '', name: actor.name ?? '' }
    const texts = { text, ...(text && writing ? { writing } : {}) }
    const answer: ObjectionAnswer = { objection, at: clock.now(), by, outcome, reasonCodes, ...texts }
    const answered = await applyChange({
      was,
      kind: 'objection_answered',
      actor,
      at: answer.at,
      note: groundsInWords(translatorFor('zh'), { reasonCodes, reason: text }).join('\n'),
      push: { objectionAnswers: answer },
      writing,
      sends,
      told: [{ field: 'outcome', before: null, after: outcome }],
      unset: isAllSettled(was, answer) ? ['dueOn'] : [],
      effects: [{ kind: 'objection', facts: { objection }, key: keyOf(objection) }],
    })
    if (!answered) throw staleConflict(was)
    return answered
  }

  /**
   * Answers an objection from the command line (`npm run staff`). Used when everybody in the office had a part in the decision
   * (ADR 80). `objection` is the number of one of `openOf`, from 1.
   */
  async function answerAtTheMachine(
    reference: string,
    { objection: number, outcome, reason }: { objection: number; outcome: ObjectionAnswer['outcome']; reason: string },
  ): Promise<{ left: number }> {
    const open = await openOf(reference)
    const chosen = open[number - 1]
    if (!chosen) throw conflict('notice.refused.answered', { facts: { reference } })
    const { _id, application } = chosen
    const actor = { kind: 'decider', name: 'npm run staff' } as const
    await answer(application.toHexString(), actor, { objection: _id.toHexString(), outcome, text: reason })
    return { left: open.length - 1 }
  }

  /** Returns the unanswered objections to a case, the oldest first. Throws "not found" when there is no such case. */
  async function openOf(reference: string): Promise<Objection[]> {
    const was = await ApplicationModel.findOne({ reference }).lean<Application>()
    if (!was) throw notFound('application.not-found')
    const found = await ObjectionModel.find({ application: was._id }).sort({ at: 1, _id: 1 }).lean<Objection[]>()
    return found.filter(({ _id }) => !was.objectionAnswers?.some(({ objection }) => objection === _id.toHexString()))
  }

  /**
   * Returns, by objection, when the mails with the answers were sent; null for those still to be sent, `failed` for those
   * given up, no entry for those sent so long ago that their record is gone.
   */
  async function answersLeft(application: Application): Promise<Map<string, WhenLeft>> {
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

  return { answer, answerAtTheMachine, openOf, answersLeft }
}

const keyOf = (objection: string): string => `objection-${objection}`
/** Returns the key of the effect, which is also the cause of the mail. */
const causeOf = ({ _id }: Application, objection: string): string =>
  `application:${_id.toHexString()}:${keyOf(objection)}`

/** Checks whether all objections are answered and none upheld; then the case only waits for the end of its notice. */
function isAllSettled(was: Application, answer: ObjectionAnswer): boolean {
  const after = { ...was, objectionAnswers: [...(was.objectionAnswers ?? []), answer] }
  return was.state === 'public_notice' && openObjections(after).length === 0 && !isUpheld(after)
}

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
