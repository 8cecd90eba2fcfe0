import mongoose from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { slotClaims } from '#features/viewings/bookings/claims.ts'

let sequence = 0

type Changes = Partial<Omit<Viewing, '_id' | 'createdAt' | 'updatedAt'>> & { minutes?: number }

/**
 * Creates a free slot of half an hour, three days after noon of the tests' day and later than the last one. A test states
 * only what it is about.
 */
export async function aSlot({ minutes = 30, ...changes }: Changes = {}): Promise<Viewing & { id: string }> {
  sequence += 1
  const startsAt = changes.startsAt ?? new Date(Date.parse('2026-11-28T10:00:00+08:00') + (sequence % 400) * 1_800_000)
  const slot = {
    premises: 'SFH-A-0107',
    endsAt: new Date(startsAt.getTime() + minutes * 60_000),
    guide: new mongoose.Types.ObjectId(),
    guideName: '赵敏',
    languages: ['ru' as const, 'zh' as const],
    ...changes,
    startsAt,
  }
  const viewing = await ViewingModel.create({ claims: slotClaims(slot), ...slot })
  return { ...(viewing.toObject() as Viewing), id: viewing._id.toHexString() }
}
