import type { Letter } from '#models/deciding/letter.ts'
import type { ObjectionAnswer } from '#models/cases/parts/public-notice.ts'
import type { Objection } from '#models/deciding/objection.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay, formatInstant } from '#shared/texts/format.ts'
import type { PresentedText } from '#shared/texts/writing.ts'
import { actorOf } from '#web/access/access.ts'
import { pastOffersView } from '#features/cases/acceptance/past-papers.ts'
import type { WhenLeft } from '#features/cases/ports.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { seesPassports } from '#features/cases/documents/passports.ts'
import { addressIn, groundsOfAnswer } from '#features/deciding/notice/answering.ts'
import { lettersView } from '#features/cases/letters/view.ts'
import { isUpheld, openObjections, ownPartIn } from '#features/cases/notice/open.ts'
import { presentGrounds } from '#features/cases/notice/decision-reasons.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'

export type ObjectionView = {
  name: string
  contact: string
  text: string
  when: string
  /** What became of it. */
  outcome: { tone: 'bad' | 'calm' | 'warn'; label: string }
  /** Upheld ones are unfolded, because they decide what happens; without one, the first that waits for an answer. */
  unfolded: boolean
  /** The office's answer, and why it was sent untranslated; null while there is none. */
  answer: (PresentedText & { facts: string; asIs: string | null }) | null
  /** How the objector is told of the answer. */
  reached: string
}
type Published = { file: CaseFile; letters: readonly Letter[] }

/** Returns what the office has sent or published, and the objections of the public. */
export function publishedOf(reader: DeskReader, { file, letters }: Published, closed: boolean) {
  if (closed) return { pastOffers: [], letters: [], objections: [], objectionNote: null }
  const { t, locale, account } = reader
  return {
    pastOffers: pastOffersView({ t, locale, readsPapers: seesPassports(account.role) }, file.application),
    letters: lettersView({ t, locale }, letters, file.application),
    objections: file.objections.map(objection => objectionView(reader, objection, file)),
    objectionNote: objectionNoteOf(reader, file),
  }
}

/** Returns why this officer answers none of the open objections; null when they do, or none is open. */
function objectionNoteOf({ t, account }: DeskReader, { application }: CaseFile): string | null {
  const { kind, id } = actorOf(account)
  const ownPart = kind === 'administrator' ? null : ownPartIn(application, id)
  return ownPart && openObjections(application).length > 0 ? t(ownPart) : null
}

function objectionView(
  reader: DeskReader,
  objection: Objection,
  { application, answersLeft }: CaseFile,
): ObjectionView {
  const { t, locale } = reader
  const { _id, name, contact, text, at } = objection
  const id = _id.toHexString()
  const answer = application.objectionAnswers?.find(one => one.objection === id)
  return {
    name,
    contact,
    text,
    when: formatInstant(locale, at),
    outcome: {
      tone: answer ? (answer.outcome === 'upheld' ? 'bad' : 'calm') : 'warn',
      label: t(answer ? `notice.outcome.${answer.outcome}` : 'notice.outcome.open'),
    },
    unfolded: answer ? answer.outcome === 'upheld' : nextToAnswer(application) === id,
    answer: answer
      ? {
          ...presentGrounds({ t, locale }, groundsOfAnswer(answer), '\n\n'),
          asIs: answer.writing?.asIs ?? null,
          facts: [answer.by.name, formatInstant(locale, answer.at)].filter(Boolean).join(dot),
        }
      : null,
    reached: reachedInWords(reader, objection, { answer, leftAt: answersLeft.get(id) }),
  }
}

/** Returns the id of the objection that waits for an answer first; undefined when an upheld one has decided already. */
const nextToAnswer = (application: CaseFile['application']): string | undefined =>
  application.state === 'public_notice' && !isUpheld(application) ? openObjections(application)[0] : undefined

type SentAnswer = { answer: ObjectionAnswer | undefined; leftAt: WhenLeft | undefined }

/** Returns how the answer reaches its reader. The record of a letter is deleted after a time; what the case says stays. */
function reachedInWords({ t, locale }: DeskReader, objection: Objection, { answer, leftAt }: SentAnswer): string {
  const { contact } = objection
  if (!addressIn(objection)) return t('notice.answer.by-hand', { contact })
  if (!answer || leftAt === null) return t('notice.answer.by-mail')
  if (leftAt === 'failed') return t('notice.answer.mail-failed', { contact })
  if (leftAt) return t('notice.answer.mailed', { day: formatDay(locale, leftAt) })
  return t('notice.answer.mailed-once', { day: formatDay(locale, answer.at) })
}
