import { model, Schema, type Types } from 'mongoose'
import { documentKinds, type DocumentKind } from './document.ts'

/** Papers that the city makes about an applicant, besides the documents that applicants submit. */
export const paperKinds = [
  'address_proof',
  'contract',
  'decision_letter',
  'handover_record',
  'handover_photos',
  'application_copy',
  'draft_contract',
] as const
export type PaperKind = (typeof paperKinds)[number]

/** A record that a member of the staff opened an applicant's document or paper. Append-only. The applicant may read it. */
export type DocumentRead = {
  _id: Types.ObjectId
  application: Types.ObjectId
  /** Id of the document or letter; the id of the application for a paper stored in it. */
  document: Types.ObjectId
  kind: DocumentKind | PaperKind
  /** Name at that time. The document may be replaced or deleted later. */
  name: string
  at: Date
  by: { id: string; name: string; role: string }
}

const documentReadSchema = new Schema<DocumentRead>(
  {
    application: { type: Schema.Types.ObjectId, ref: 'Application', required: true },
    document: { type: Schema.Types.ObjectId, required: true },
    kind: { type: String, enum: [...documentKinds, ...paperKinds], required: true },
    name: { type: String, required: true },
    at: { type: Date, required: true },
    by: {
      id: { type: String, required: true },
      name: { type: String, required: true },
      role: { type: String, required: true },
    },
  },
  { autoIndex: false, collection: 'document-reads' },
)
documentReadSchema.index({ application: 1, at: -1 })

export const DocumentReadModel = model<DocumentRead>('DocumentRead', documentReadSchema)
