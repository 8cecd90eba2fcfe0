import { model, Schema } from 'mongoose'

/** The certificate of the site as it was last read from its public address. */
export type Certificate = {
  /** Origin of the address. */
  _id: string
  readAt: Date
  /** Null until it could be read. */
  endsAt: Date | null
  /** Why the last reading failed; null when it did not. */
  error: string | null
}

const certificateSchema = new Schema<Certificate>(
  {
    _id: { type: String, required: true },
    readAt: { type: Date, required: true },
    endsAt: { type: Date, default: null },
    error: { type: String, default: null },
  },
  { autoIndex: false, collection: 'certificates', versionKey: false },
)

export const CertificateModel = model<Certificate>('Certificate', certificateSchema)
