import { model, Schema } from 'mongoose'

/**
 * When a chore of the program is next due, and which process is running it. A lease that was not renewed belongs to a dead
 * process: the chore is then due, whatever `dueAt` says.
 */
export type Chore = {
  /** Name of the job. */
  _id: string
  dueAt: Date
  holder?: string | null
  leaseUntil?: Date | null
  /** Date the holder began its turn. */
  takenAt?: Date | null
}

const choreSchema = new Schema<Chore>(
  {
    _id: { type: String, required: true },
    dueAt: { type: Date, required: true },
    holder: { type: String, default: null },
    leaseUntil: { type: Date, default: null },
    takenAt: { type: Date, default: null },
  },
  { autoIndex: false, collection: 'chores', versionKey: false },
)

export const ChoreModel = model<Chore>('Chore', choreSchema)
