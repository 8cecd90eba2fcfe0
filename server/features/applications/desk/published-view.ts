import type { Application } from '#models/cases/application.ts'
import type { Letter } from '#models/deciding/letter.ts'
import type { Objection } from '#models/deciding/objection.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay, formatInstant } from '#shared/texts/format.ts'
import type { PresentedText } from '#shared/texts/writing.ts'
import { pastOffersView } from '#features/cases/acceptance/past-papers.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { seesPassports } from '#features/cases/documents/passports.ts'
import { addressIn, groundsOfAnswer } from '#features/deciding/notice/answering.ts'
import { lettersView } from '#features/cases/letters/view.ts'
import { presentGrounds } from '#features/cases/notice/decision-reasons.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'

export type ObjectionView = {
  name: string
  contact: string
  text: string
  when: string
  /** The office's answer, and why it was sent untranslated; null while there is none. */
  answer: (PresentedText & { outcome: string; facts: string; asIs: string | null }) | null
  /** How the objector is told of the answer. */
  reached: string
}
type Published = { file: CaseFile; letters: readonly Letter[] }

/** Returns what the office has sent or published, and the objections of the public. */
export function publishedOf(reader: DeskReader, { file, letters }: Published, closed: boolean) {
  if (closed) return { pastOffers: [], letters: [], objections: [] }
  const { t, locale, account } = reader
  return {
    pastOffers: pastOffersView({ t, locale, readsPapers: seesPassports(account.role) }, file.application),
    letters: lettersView({ t, locale }, letters, file.application),
    objections: file.objections.map(objection => objectionView(reader, objection, file)),
  }
}

function objectionView(
  reader: DeskReader,
  objection: Objection,
  { application, answersLeft }: CaseFile,
): ObjectionView {
  const { t, locale } = reader
  const { _id, name, contact, text, at } = objection
  const answer = application.objectionAnswers?.find(one => one.objection === _id.toHexString())
  return {
    ...{ name, contact, text, when: formatInstant(locale, at) },
    answer: answer
      ? {
          outcome: t(`notice.outcome.${answer.outcome}`),
          ...presentGrounds({ t, locale }, groundsOfAnswer(answer), '\n\n'),
          asIs: answer.writing?.asIs ?? null,
          facts: [answer.by.name, formatInstant(locale, answer.at)].filter(Boolean).join(dot),
        }
      : null,
    reached: reachedInWords(reader, objection, answer ? answersLeft.get(_id.toHexString()) : null),
  }
}

/** `sentAt`: when the letter with the answer was sent, null while it waits, undefined when unknown. */
function reachedInWords({ t, locale }: DeskReader, objection: Objection, sentAt: Date | null | undefined): string {
  const { contact } = objection
  if (!addressIn(objection)) return t('notice.answer.by-hand', { contact })
  if (sentAt === null) return t('notice.answer.by-mail')
  return sentAt ? t('notice.answer.mailed', { day: formatDay(locale, sentAt) }) : t('notice.answer.mail-unknown')
}

/** Returns the last day of what the case waits for. */
export function awaitedDay({ state, offer, notice, answerBy }: Application): Date | null | undefined {
  if (state === 'offered') return offer?.deadline
  return state === 'public_notice' ? notice?.until : answerBy
}
