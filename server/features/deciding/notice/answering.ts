import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import { ObjectionModel, type Objection } from '#models/deciding/objection.ts'
import type { ObjectionAnswer } from '#models/cases/parts/public-notice.ts'
import { conflict } from '#shared/errors.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { saidAsText } from '#shared/texts/writing.ts'
import { plainAddress } from '#shared/texts/plain-signs.ts'
import { applyChange, readFor, stale, type Outgoing } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'
import { groundsInWords, groundsSaid, type Grounds } from '#features/cases/notice/decision-reasons.ts'
import { isUpheld, openObjections } from '#features/cases/notice/open.ts'
import type { Actor } from '#features/cases/states.ts'

export type NewAnswer = Outgoing & Pick<ObjectionAnswer, 'objection' | 'outcome' | 'reasonCodes' | 'text'>

export function answeringObjectionsOf({ clock, mail }: Pick<Deps, 'clock' | 'mail'>) {
  /**
   * Answers one objection, for good: whoever objected gets a letter where they left an address for one. Throws
   * `notice.refused.answered` for what is answered or is none of this case.
   */
  async function answer(
    id: string,
    actor: Actor,
    { objection, outcome, reasonCodes = [], text, writing, sends }: NewAnswer,
  ): Promise<Application> {
    const was = await readFor(id, actor)
    const known = await ObjectionModel.exists({ _id: objection, application: was._id })
    if (!known || was.objectionAnswers?.some(answer => answer.objection === objection))
      throw conflict('notice.refused.answered', { facts: { id } })
    const by = { id: actor.id ?? '', name: actor.name ?? '' }
    const said = { text, ...(text && writing ? { writing } : {}) }
    const answer: ObjectionAnswer = { objection, at: clock.now(), by, outcome, reasonCodes, ...said }
    const answered = await applyChange({
      was,
      kind: 'objection_answered',
      actor,
      at: answer.at,
      note: groundsInWords(translatorFor('zh'), { reasonCodes, reason: text }).join('\n'),
      push: { objectionAnswers: answer },
      ...{ writing, sends },
      told: [{ field: 'outcome', before: null, after: outcome }],
      unset: leavesNothingDue(was, answer) ? ['dueOn'] : [],
      effects: [{ kind: 'objection', facts: { objection }, key: keyOf(objection) }],
    })
    if (!answered) throw stale(was)
    return answered
  }

  /** When the letters with answers left, by objection; null for one that has still to leave, none for one that was given up or forgotten. */
  async function answersLeft(application: Application): Promise<Map<string, Date | null>> {
    const asked = (application.objectionAnswers ?? []).map(({ objection }) => objection)
    if (asked.length === 0) return new Map()
    const pending = new Set(application.pendingEffects.map(({ key }) => key))
    const left = await mail.whenLeft(asked.map(objection => causeOf(application, objection)))
    return new Map(
      asked.flatMap(objection => {
        const cause = causeOf(application, objection)
        const when = pending.has(cause) ? null : left.get(cause)
        return when === undefined ? [] : [[objection, when] as const]
      }),
    )
  }

  return { answer, answersLeft }
}

const keyOf = (objection: string): string => `objection-${objection}`
/** The key that the change gives to the effect, by which the letter is known. */
const causeOf = ({ _id }: Application, objection: string): string =>
  `application:${_id.toHexString()}:${keyOf(objection)}`

/** All are answered and none was found right: the case waits for the end of its notice alone. */
function leavesNothingDue(was: Application, answer: ObjectionAnswer): boolean {
  const after = { ...was, objectionAnswers: [...(was.objectionAnswers ?? []), answer] }
  return was.state === 'public_notice' && openObjections(after).length === 0 && !isUpheld(after)
}

/** Without the stop of the sentence that it may end. */
const address = /[^\s<>,;:"()]+@[^\s<>,;:"()]+\.[^\s<>,;:"().]+/

/** Where a letter reaches whoever objected; null when they left another way to be reached. */
export const addressIn = ({ contact }: Pick<Objection, 'contact'>): string | null =>
  address.exec(plainAddress(contact))?.[0] ?? null

/** What an objection was answered with, as what a decision rests on is said. */
export const groundsOfAnswer = ({ reasonCodes, text, writing }: ObjectionAnswer): Grounds => ({
  reasonCodes,
  reason: text,
  writing,
})

/** Writes to whoever objected, in the language in which they did. The same effect twice is one letter. */
export async function writeToObjector(
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
    ...{ cause: key, to, locale },
    template: `objection-${answer.outcome}`,
    facts: {
      name: objection.name,
      reference: application.reference ?? '',
      answer: saidAsText(groundsSaid({ t: translatorFor(locale), locale }, groundsOfAnswer(answer), '\n\n')),
      link: pathTo(locale, '/notices'),
    },
  })
}
