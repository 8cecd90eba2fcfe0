import type { Application } from '../../../../models/application.ts'
import { ObjectionModel, type Objection } from '../../../../models/objection.ts'
import type { ObjectionAnswer } from '../../../../models/parts/public-notice.ts'
import { conflict } from '../../../shared/errors.ts'
import { applyChange, readFor, stale } from '../change.ts'
import type { Deps } from '../ports.ts'
import type { Actor } from '../states.ts'

export type NewAnswer = Pick<ObjectionAnswer, 'objection' | 'outcome' | 'text'>

export function answeringObjectionsOf({ clock }: Pick<Deps, 'clock'>) {
  /**
   * Answers one objection, for good: whoever objected gets a letter where they left an address for one. Throws
   * `notice.refused.answered` for what is answered or is none of this case.
   */
  async function answerObjection(
    id: string,
    actor: Actor,
    { objection, outcome, text }: NewAnswer,
  ): Promise<Application> {
    const was = await readFor(id, actor)
    const known = await ObjectionModel.exists({ _id: objection, application: was._id })
    if (!known || was.objectionAnswers?.some(answer => answer.objection === objection))
      throw conflict('notice.refused.answered', { facts: { id } })
    const by = { id: actor.id ?? '', name: actor.name ?? '' }
    const answer: ObjectionAnswer = { objection, at: clock.now(), by, outcome, text }
    const answered = await applyChange({
      was,
      kind: 'objection_answered',
      actor,
      at: answer.at,
      note: text,
      push: { objectionAnswers: answer },
      told: [{ field: 'outcome', before: null, after: outcome }],
      effects: [{ kind: 'objection', facts: { objection } }],
    })
    if (!answered) throw stale(was)
    return answered
  }

  return { answerObjection }
}

const address = /[^\s<>,;:"()]+@[^\s<>,;:"()]+\.[^\s<>,;:"()]+/

/** Where a letter reaches whoever objected; null when they left another way to be reached. */
export const addressIn = ({ contact }: Pick<Objection, 'contact'>): string | null =>
  address.exec(contact)?.[0].toLowerCase() ?? null

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
      answer: answer.text,
      link: `/${locale}/notices`,
    },
  })
}
