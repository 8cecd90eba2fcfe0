import type { Application } from '#models/applications/application.ts'
import { ObjectionModel } from '#models/applications/objection.ts'
import type { Deps } from './ports.ts'

/** What lies outside the case itself: always its documents, and once it is nameless whatever else names its people. */
export async function erase(
  { documents, letters, pictures }: Pick<Deps, 'documents' | 'letters' | 'pictures'>,
  { _id, anonymisedAt }: Application,
) {
  const id = _id.toHexString()
  await documents.removeAll(id)
  if (!anonymisedAt) return
  await documents.forgetReads(id)
  await letters.erase(id)
  await pictures.removeAll(id)
  await ObjectionModel.deleteMany({ application: _id })
}
