import mongoose, { trusted } from 'mongoose'
import { ApplicationModel, type Answers, type AnswerSection, type Application } from '#models/cases/application.ts'
import type { CopiedFrom } from '#models/cases/parts/copied-from.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { readCaseFor, staleConflict } from '#features/cases/change.ts'
import { copyDocuments } from '#features/cases/documents/copying.ts'
import type { EventKind } from '#features/cases/event-kinds.ts'
import { reusableAnswers, reasonNotReused } from './reuse.ts'
import type { Deps } from '#features/cases/ports.ts'

type OwnedDraft = { id: string; applicantId: string }
/** Submitted application whose answers a new one may start with. */
export type Earlier = { id: string; reference: string }

const maxAttempts = 3

/** Copies answers and documents of an earlier application into a new draft. */
export function createEarlierCopying({ clock, documents }: Pick<Deps, 'clock' | 'documents'>) {
  /** Returns the application that this person submitted last; null when there is none. */
  async function lastHandedIn(applicantId: string): Promise<Earlier | null> {
    const last = await readLast(applicantId)
    return last && { id: last._id.toHexString(), reference: last.reference ?? '' }
  }

  /**
   * Fills the sections of a draft that were never saved from the application submitted last, and copies its documents that
   * are still acceptable. Works once for a draft: changes nothing when repeated or when nothing was ever submitted.
   */
  async function copyLast({ id, applicantId }: OwnedDraft): Promise<Application> {
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const draft = await readCaseFor(id, { kind: 'applicant', id: applicantId })
      const last = draft.state !== 'draft' || draft.copied ? null : await readLast(applicantId)
      const done = last ? await fill(draft, last) : draft
      if (done) return finish(done)
    }
    throw staleConflict(await readCaseFor(id, { kind: 'applicant', id: applicantId }))
  }

  /** Returns null when the draft was saved meanwhile. */
  async function fill(draft: Application, last: Application): Promise<Application | null> {
    const saved = new Set(Object.keys(draft.savedAt))
    const answers = reusableAnswers(last.answers, { answers: draft.answers, saved })
    return writeCopied(draft, answers, {
      application: last._id,
      reference: last.reference ?? '',
      at: clock.now(),
      sections: Object.keys(answers),
      documents: await documentsToCopy(draft, last, { ...draft.answers, ...answers }),
    })
  }

  async function documentsToCopy(draft: Application, last: Application, answers: Application['answers']) {
    const [theirs, present] = await Promise.all([
      documents.list(last._id.toHexString()),
      documents.list(draft._id.toHexString()),
    ])
    const kinds = new Set(present.map(({ kind }) => kind))
    const reuseContext = { earlier: last.answers, answers, present: kinds, today: cityDayOf(clock.now()) }
    return theirs.map(document => {
      const left = reasonNotReused(document, reuseContext)
      const { _id, kind, name } = document
      return { id: _id.toHexString(), kind, name, ...(left ? { left } : {}) }
    })
  }

  /** Copies the documents now instead of leaving it to the worker, because the next page shows them. */
  async function finish(draft: Application): Promise<Application> {
    if (!draft.pendingEffects.some(({ key }) => key === keyOf(draft))) return draft
    try {
      await copyDocuments(draft, { clock, documents })
    } catch {
      // The draft and its pending effect are stored. The worker copies the documents or reports why it cannot.
      return draft
    }
    const crossOut = { $pull: { pendingEffects: { key: keyOf(draft) } } }
    await ApplicationModel.updateOne({ _id: draft._id }, crossOut, { timestamps: false })
    return draft
  }

  return { lastHandedIn, copyLast }
}

/** Writes answers, copy report, event and the pending copy of documents in one update. */
function writeCopied(draft: Application, answers: Answers, copied: CopiedFrom): Promise<Application | null> {
  const { at, sections } = copied
  const each = <T>(place: string, value: (section: string) => T) =>
    Object.fromEntries(sections.map(section => [`${place}.${section}`, value(section)]))
  return ApplicationModel.findOneAndUpdate(
    { _id: draft._id, state: 'draft', revision: draft.revision },
    {
      $set: {
        ...each('answers', section => answers[section as AnswerSection]),
        ...each('savedAt', () => at),
        copied,
        updatedAt: at,
      },
      $inc: { revision: 1, ...each('sectionRevision', () => 1) },
      $push: {
        events: { _id: new mongoose.Types.ObjectId(), at, by: actorOf(draft), kind: 'copied' satisfies EventKind },
        pendingEffects: { key: keyOf(draft), kind: 'documents', facts: {} },
      },
    },
    { returnDocument: 'after', timestamps: false },
  ).lean<Application>()
}

const keyOf = ({ _id }: Application): string => `application:${_id.toHexString()}:copied-documents`
const actorOf = ({ applicant }: Application) => ({ kind: 'applicant' as const, id: applicant.toHexString() })

async function readLast(applicantId: string): Promise<Application | null> {
  return ApplicationModel.findOne({ applicant: applicantId, submittedAt: trusted({ $type: 'date' }) })
    .sort({ submittedAt: -1 })
    .lean<Application>()
}
