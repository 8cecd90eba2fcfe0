import { trusted, type UpdateQuery } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { AnswerTranslation, TranslationLanguage } from '#models/cases/parts/translation.ts'
import { conflict, forbidden, notFound } from '#shared/errors.ts'
import { readFor } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { isAskedInWords, questionIn } from '#features/cases/translations/questions.ts'

export type Translating = {
  question: string
  lang: TranslationLanguage
  text: string
  /** The wording that the translator had before them, and the version of what was there; 0 when nothing was. */
  of: string
  version: number
}

/**
 * What the staff make of answers in a language that they do not all read. A write that only touches the translation:
 * nothing that is decided depends on it, so it takes no revision of the case. Two officers are kept apart by its version.
 */
export function translatingOf({ clock }: Pick<Deps, 'clock'>) {
  /**
   * Throws `translation.taken-back` where the applicant has no words on the question any more, "not found" for one that is not
   * answered in words, and `translation.stale` when somebody was faster.
   */
  async function translate(id: string, actor: Actor, translating: Translating): Promise<Application> {
    const by = officerFrom(actor)
    const { question, lang, version } = translating
    const was = await readFor(id, actor)
    if (!questionIn(was.snapshot?.answers ?? {}, question))
      throw isAskedInWords(question)
        ? conflict('translation.taken-back', { facts: { id, question } })
        : notFound('application.not-found', { id, question })
    const made: AnswerTranslation = { ...translating, by, at: clock.now(), version: version + 1 }
    const written = await ApplicationModel.findOneAndUpdate(
      { _id: id, anonymisedAt: null, translations: asSeen({ question, lang, version }) },
      updateWith(made),
      // Nothing that concerns the applicant has changed.
      { returnDocument: 'after', timestamps: false },
    ).lean<Application>()
    if (!written) throw conflict('translation.stale', { facts: { id, question, lang } })
    return written
  }

  return translate
}

function officerFrom({ kind, id = '', name = '—' }: Actor): AnswerTranslation['by'] {
  if (kind !== 'reviewer' && kind !== 'decider') throw forbidden('application.refused.not-yours')
  return { id, name }
}

type Seen = Pick<AnswerTranslation, 'question' | 'lang' | 'version'>

const asSeen = ({ question, lang, version }: Seen) =>
  version === 0
    ? trusted({ $not: { $elemMatch: { question, lang } } })
    : trusted({ $elemMatch: { question, lang, version } })

const updateWith = (made: AnswerTranslation): UpdateQuery<Application> =>
  made.version === 1 ? { $push: { translations: made } } : { $set: { 'translations.$': made } }
