import type { Application } from '../../../../models/application.ts'
import type { Letter } from '../../../../models/letter.ts'
import type { Objection } from '../../../../models/objection.ts'
import { formatInstant } from '../../../shared/format.ts'
import { pastOffersView } from '../acceptance/past.ts'
import type { CaseFile } from '../case-file.ts'
import { addressIn } from '../notice/answering.ts'
import { lettersView } from '../letters/view.ts'
import type { Reader } from './words.ts'

export type ObjectionView = {
  name: string
  contact: string
  text: string
  when: string
  /** What the office made of it; null while nobody has answered. */
  answer: { outcome: string; text: string; facts: string } | null
  /** How whoever objected hears of the answer. */
  reached: string
}
type Published = { file: CaseFile; letters: readonly Letter[] }

/** What has left the house, and what people said to it. */
export function publishedOf(reader: Reader, { file, letters }: Published, closed: boolean) {
  if (closed) return { pastOffers: [], letters: [], objections: [] }
  const { t, locale } = reader
  return {
    pastOffers: pastOffersView({ t, locale }, file.application),
    letters: lettersView({ t, locale }, letters, file.application),
    objections: file.objections.map(objection => objectionView(reader, objection, file.application)),
  }
}

function objectionView(
  { t, locale }: Reader,
  objection: Objection,
  { objectionAnswers = [] }: Application,
): ObjectionView {
  const { _id, name, contact, text, at } = objection
  const answer = objectionAnswers.find(one => one.objection === _id.toHexString())
  return {
    ...{ name, contact, text, when: formatInstant(locale, at) },
    answer: answer
      ? {
          outcome: t(`notice.outcome.${answer.outcome}`),
          text: answer.text,
          facts: [answer.by.name, formatInstant(locale, answer.at)].filter(Boolean).join(' · '),
        }
      : null,
    reached: t(addressIn(objection) ? 'notice.answer.by-mail' : 'notice.answer.by-hand', { contact }),
  }
}

/** The last day of what the case waits for. */
export function awaitedDay({ state, offer, notice, answerBy }: Application): Date | null | undefined {
  if (state === 'offered') return offer?.deadline
  return state === 'public_notice' ? notice?.until : answerBy
}
