import { model, Schema } from 'mongoose'

/**
 * When a chore of the program is next due, and which process is at it. A lease that is not renewed belongs to a process
 * that is dead: then the chore is due, whatever `dueAt` says.
 */
export type Chore = {
  /** The name of the job. */
  _id: string
  dueAt: Date
  holder?: string | null
  leaseUntil?: Date | null
  /** When its holder began the turn. */
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
