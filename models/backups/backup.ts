import { model, Schema, type Types } from 'mongoose'

/** One backup of the whole database, from the moment it was started. */
export type Backup = {
  _id: Types.ObjectId
  /** File path or `s3://bucket/key` of the backup. */
  target: string
  /** The schedule removes only backups that it made itself. */
  by: 'schedule' | 'command'
  /** Id of the unfinished upload in the store. */
  upload: string | null
  /** `removed`: it was made, and the schedule has since deleted it. */
  state: 'running' | 'made' | 'failed' | 'removed'
  startedAt: Date
  /** Null while the backup runs, and permanently when its process was killed. */
  endedAt: Date | null
  bytes: number
  documents: number
  /** The longest time for which a write had to wait, in milliseconds. */
  pausedMs: number
  /** Why the backup failed, in one sentence for administrators. */
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
