import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Deps } from '../ports.ts'

/**
 * Copies documents of an earlier application into a draft. Idempotent: each document is copied once. The draft takes the
 * copies in with a write of its own; when it has been submitted meanwhile, the copies are dropped.
 */
export async function copyDocuments(
  { _id, applicant, copied }: Application,
  { clock, documents }: Pick<Deps, 'clock' | 'documents'>,
): Promise<void> {
  if (!copied) return
  const place = { applicationId: _id.toHexString(), intake: `copied-${_id.toHexString()}` }
  const from = copied.application.toHexString()
  const to = { to: place.applicationId, by: applicant.toHexString(), intake: place.intake }
  for (const { id, left } of copied.documents)
    if (!left) await documents.copy({ from: { applicationId: from, documentId: id }, ...to })
  const at = clock.now()
  const facts = { intake: place.intake, keepOld: 'no', at: at.toISOString() }
  const effect = { key: `application:${place.applicationId}:in-${place.intake}`, kind: 'take_in', facts }
  const taken = await ApplicationModel.updateOne(
    { _id, state: 'draft' },
    { $inc: { revision: 1 }, $push: { pendingEffects: effect } },
    { timestamps: false },
  )
  if (taken.matchedCount === 0) return documents.drop(place)
  await documents.takeIn({ ...place, keepOld: false, at })
  await ApplicationModel.updateOne({ _id }, { $pull: { pendingEffects: { key: effect.key } } }, { timestamps: false })
}
