import { trusted, type UpdateQuery } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { AnswerTranslation, TranslationLanguage } from '#models/cases/parts/translation.ts'
import { conflict, forbidden, notFound } from '#shared/errors.ts'
import { readCaseFor } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { isFreeTextQuestion, questionIn } from '#features/cases/translations/questions.ts'

export type NewTranslation = {
  question: string
  lang: TranslationLanguage
  text: string
  /** `of`: hash of the wording that the translator saw. `version`: version of the translation shown; 0 for none. */
  of: string
  version: number
}

/**
 * Stores a translation of an answer for the staff. It writes only the translation: no decision depends on it, so the revision
 * of the case stays. The translation's own version guards against concurrent officers. Throws `translation.taken-back` when the applicant removed the answer, "not found" for a question
 * that is not answered in words, and `translation.stale` when a colleague was faster.
 */
export async function translateAnswer(
  { clock }: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  translating: NewTranslation,
): Promise<Application> {
  const by = officerFrom(actor)
  const { question, lang, version } = translating
  const was = await readCaseFor(id, actor)
  if (!questionIn(was.snapshot?.answers ?? {}, question))
    throw isFreeTextQuestion(question)
      ? conflict('translation.taken-back', { facts: { id, question } })
      : notFound('application.not-found', { id, question })
  const translation: AnswerTranslation = { ...translating, by, at: clock.now(), version: version + 1 }
  const written = await ApplicationModel.findOneAndUpdate(
    { _id: id, anonymisedAt: null, translations: versionFilter({ question, lang, version }) },
    pushTranslation(translation),
    // The translation does not concern the applicant, so the time of the last change stays.
    { returnDocument: 'after', timestamps: false },
  ).lean<Application>()
  if (!written) throw conflict('translation.stale', { facts: { id, question, lang } })
  return written
}

function officerFrom({ kind, id = '', name = '—' }: Actor): AnswerTranslation['by'] {
  if (kind !== 'reviewer' && kind !== 'decider') throw forbidden('application.refused.not-yours')
  return { id, name }
}

type TranslationVersion = Pick<AnswerTranslation, 'question' | 'lang' | 'version'>

const versionFilter = ({ question, lang, version }: TranslationVersion) =>
  version === 0
    ? trusted({ $not: { $elemMatch: { question, lang } } })
    : trusted({ $elemMatch: { question, lang, version } })

const pushTranslation = (translation: AnswerTranslation): UpdateQuery<Application> =>
  translation.version === 1 ? { $push: { translations: translation } } : { $set: { 'translations.$': translation } }
