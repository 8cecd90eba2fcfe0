import { trusted } from 'mongoose'
import {
  ApplicationModel,
  type AnswerSection,
  type ApplicationState,
  type SectionAnswers,
} from '../../../models/application.ts'
import { cityDayOf } from '../../shared/city-day.ts'
import { conflict } from '../../shared/errors.ts'
import { readFor } from './change.ts'
import { complaintsAbout, type FieldComplaints } from './form/answers.ts'
import type { FormContext } from './form/schemas.ts'
import type { Deps } from './ports.ts'

type Owned = { id: string; applicantId: string }

/** In these the applicant may change what documents there are. */
export const openForDocuments: readonly ApplicationState[] = ['draft', 'information_requested']

export function savingOf({ clock, premises, programme }: Pick<Deps, 'clock' | 'premises' | 'programme'>) {
  /** What answers are judged by today. */
  async function formContext(): Promise<FormContext> {
    const { citizenships } = await programme.settings()
    return { today: cityDayOf(clock.now()), citizenships }
  }

  /**
   * Keeps a section exactly as typed, whether it is right or not, and returns what is wrong with it. Refused as a
   * conflict once the application has been handed in.
   */
  async function saveSection(owned: Owned, section: AnswerSection, answers: SectionAnswers): Promise<FieldComplaints> {
    const now = clock.now()
    const saved = await ApplicationModel.updateOne(
      { _id: owned.id, applicant: owned.applicantId, state: 'draft' },
      {
        $set: {
          [`answers.${section}`]: answers,
          [`savedAt.${section}`]: now,
          ...(section === 'choice' ? { premises: codesOf(answers) } : {}),
        },
        $inc: { revision: 1 },
      },
    )
    if (saved.matchedCount === 0) await explain(owned)
    return complaints(section, answers)
  }

  /**
   * Says that the documents of an application are about to change: refused when it is closed for changes. A submission
   * that was being prepared starts again, and a draft counts as worked on.
   */
  async function touch({ id, applicantId }: Owned): Promise<void> {
    const open = { _id: id, applicant: applicantId, state: trusted({ $in: [...openForDocuments] }) }
    const touched = await ApplicationModel.updateOne(open, { $inc: { revision: 1 }, $set: { updatedAt: clock.now() } })
    if (touched.matchedCount === 0) await explain({ id, applicantId })
  }

  /** What is wrong with a section, the premises it names included: a code can be well formed and still name nothing. */
  async function complaints(section: AnswerSection, answers: SectionAnswers | undefined): Promise<FieldComplaints> {
    const found = complaintsAbout(section, answers, await formContext())
    if (section !== 'choice' || !answers) return found
    const standings = await Promise.all(codesOf(answers).map(code => premises.standing(code)))

    // One that is taken today may be free tomorrow, so only a premises that is nowhere is wrong.
    return standings.includes(null) ? { ...found, premises: found.premises ?? 'apply.error.premises-unknown' } : found
  }

  return { saveSection, complaints, touch }
}

/** Nothing was written: it is somebody else's, or it is no draft any more. */
async function explain({ id, applicantId }: Owned): Promise<never> {
  await readFor(id, { kind: 'applicant', id: applicantId })
  throw conflict('application.not-a-draft', { facts: { id } })
}

/** The codes among what was typed, in order; at most three. */
function codesOf(answers: SectionAnswers): string[] {
  const typed = Array.isArray(answers.premises) ? answers.premises : []
  const codes = typed.map(code => code.trim().toUpperCase()).filter(code => /^[A-Z]{3}-[A-Z]-\d{4,7}$/.test(code))
  return [...new Set(codes)].slice(0, 3)
}
