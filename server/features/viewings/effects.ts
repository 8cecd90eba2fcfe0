import { trusted } from 'mongoose'
import type { PendingEffect } from '../../../models/parts/history.ts'
import { ViewingModel, type Viewing } from '../../../models/viewing.ts'
import type { Bookings } from './bookings-service.ts'
import { viewingMails } from './mails.ts'
import type { ViewingMail } from './owed.ts'
import type { Deps } from './ports.ts'

const ofMoves: readonly string[] = ['viewing-moved', 'viewing-guide-moved'] satisfies ViewingMail[]

/** Writes the letters that changes owe. Each may be repeated: it is crossed out only after it has been queued. */
export function viewingEffects(deps: Deps, { settle }: Pick<Bookings, 'settle'>) {
  const mails = viewingMails(deps)

  async function carryOutEffects(): Promise<number> {
    const waiting = await ViewingModel.find({ 'pendingEffects.key': trusted({ $exists: true }) })
      .sort({ updatedAt: 1 })
      .limit(200)
      .lean<Viewing[]>()
    for (const viewing of waiting) for (const effect of viewing.pendingEffects) await carryOut(viewing, effect)
    return waiting.length
  }

  async function carryOut(viewing: Viewing, effect: PendingEffect): Promise<void> {
    const { _id } = viewing
    if (await isStillSo(viewing, effect)) await mails.write(viewing, effect)
    await ViewingModel.updateOne({ _id }, { $pull: { pendingEffects: { key: effect.key } } }, { timestamps: false })
  }

  /** A move is only worth a letter while it is the last word. */
  async function isStillSo({ _id }: Viewing, { kind, facts }: PendingEffect): Promise<boolean> {
    if (!ofMoves.includes(kind)) return true
    const { visit = '', sequence } = facts
    await settle(visit)
    const asMoved = { _id, state: 'booked', 'booking.visit': visit, 'booking.sequence': Number(sequence) } as const
    return Boolean(await ViewingModel.exists(asMoved))
  }

  return { carryOutEffects }
}
