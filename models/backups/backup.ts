import { model, Schema, type Types } from 'mongoose'

/** One back-up of the whole database that was begun. */
export type Backup = {
  _id: Types.ObjectId
  /** The file or `s3://bucket/key` that it was written to. */
  target: string
  /** Only what the schedule has made is removed by it. */
  by: 'schedule' | 'command'
  /** `removed`: it was made, and the schedule keeps it no longer. */
  /** By which name a store knows what is not whole yet. */
  upload: string | null
  state: 'running' | 'made' | 'failed' | 'removed'
  startedAt: Date
  /** Null while it runs, and for ever when its process was killed. */
  endedAt: Date | null
  bytes: number
  documents: number
  /** How long writes had to wait at the most, in milliseconds. */
  pausedMs: number
  /** Why it failed, in one sentence for administrators. */
  error: string | null
}

const backupSchema = new Schema<Backup>(
  {
    target: { type: String, required: true },
    by: { type: String, enum: ['schedule', 'command'], required: true },
    upload: { type: String, default: null },
    state: { type: String, enum: ['running', 'made', 'failed', 'removed'], required: true },
    startedAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
    bytes: { type: Number, default: 0 },
    documents: { type: Number, default: 0 },
    pausedMs: { type: Number, default: 0 },
    error: { type: String, default: null },
  },
  { autoIndex: false, collection: 'backups', versionKey: false },
)
backupSchema.index({ state: 1, startedAt: -1 })
backupSchema.index({ startedAt: -1 })

export const BackupModel = model<Backup>('Backup', backupSchema)
