import type { Application } from '../../../../models/application.ts'
import type { Letter } from '../../../../models/letter.ts'
import type { Objection } from '../../../../models/objection.ts'
import { formatInstant } from '../../../shared/format.ts'
import { pastOffersView } from '../acceptance/past.ts'
import type { CaseFile } from '../case-file.ts'
import { lettersView } from '../letters/view.ts'
import type { Reader } from './words.ts'

export type ObjectionView = { name: string; contact: string; text: string; when: string }
type Published = { file: CaseFile; letters: readonly Letter[]; objections: readonly Objection[] }

/** What has left the house, and what people said to it. */
export function publishedOf({ t, locale }: Reader, { file, letters, objections }: Published, closed: boolean) {
  if (closed) return { pastOffers: [], letters: [], objections: [] }
  return {
    pastOffers: pastOffersView({ t, locale }, file.application),
    letters: lettersView({ t, locale }, letters, file.application),
    objections: objections.map(({ name, contact, text, at }) => ({
      name,
      contact,
      text,
      when: formatInstant(locale, at),
    })),
  }
}

/** The last day of what the case waits for. */
export function awaitedDay({ state, offer, notice, answerBy }: Application): Date | null | undefined {
  if (state === 'offered') return offer?.deadline
  return state === 'public_notice' ? notice?.until : answerBy
}
