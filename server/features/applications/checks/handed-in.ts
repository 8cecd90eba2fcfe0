import type { Application } from '#models/applications/application.ts'
import type { Problem, Rule } from '#shared/checks.ts'

export type DocumentsToCheck = {
  /** Of these documents, those that are there with all they need, each with the id of its application. */
  present: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** What is sealed names documents; they stay until the time for which they are kept is over (ADR 62). */
export const handedInRule = ({ present }: DocumentsToCheck): Rule<Application> => ({
  name: 'every document that was handed in is there with its file',
  level: 'violation',
  async find(batch) {
    // A nameless case has lost them, too, and says so by the same field.
    const kept = batch.filter(({ documentsErasedAt }) => !documentsErasedAt)
    const there = await present(kept.flatMap(namedIn))
    return kept.flatMap((application): Problem[] => {
      const id = application._id.toHexString()
      const missing = namedIn(application).filter(document => there.get(document) !== id)
      return missing.length === 0 ? [] : [{ id, why: `gone, or not whole: ${missing.join(', ')}` }]
    })
  },
})

/** Ids of the documents that anything handed in names, now or before an answer. */
const namedIn = ({ snapshot, formerSnapshots = [] }: Application): string[] => [
  ...new Set([snapshot, ...formerSnapshots].flatMap(sealed => (sealed?.documents ?? []).map(({ id }) => id))),
]
