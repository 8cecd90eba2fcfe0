import { Types, trusted } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import type { ReassigningActor, AssignedWorkSource, NewAssignee } from '#shared/hands.ts'
import { recordViewingChange } from '../audit.ts'
import { guideRoles, type Deps } from '../ports.ts'
import { reassignSlot } from './guide-change-mails.ts'
import { dot } from '#shared/texts/facts.ts'

const listUpcoming = ['free', 'booked'] as const

/** Coming slots as open work of a guide. The outcome of past ones can be recorded by any administrator. */
export function createReassignmentSource({ clock }: Pick<Deps, 'clock'>): AssignedWorkSource {
  const open = () => ({ state: trusted({ $in: [...listUpcoming] }), endsAt: trusted({ $gt: clock.now() }) })

  async function give(id: string, from: string, to: NewAssignee | null, by: ReassigningActor): Promise<void> {
    const slot = await ViewingModel.findOne({ ...open(), _id: id, guide: from }).lean<Viewing>()
    if (!slot) throw conflict('viewing.refused.stale')
    if (to) return reassignSlot(slot, to, { by, at: clock.now() })
    if (slot.booking) throw conflict('hands.refused.visitor')
    const event = { _id: new Types.ObjectId(), at: clock.now(), by, kind: 'withdrawn' }
    const withdrawn = await guardedWrite(ViewingModel, {
      was: slot,
      guard: ['state', 'guide'],
      set: { state: 'withdrawn' },
      unset: ['claims'],
      events: [event],
    })
    if (!withdrawn) throw conflict('viewing.refused.stale')
    recordViewingChange(slot, 'viewing.withdrawn', 'withdrawn')
  }

  return {
    kind: 'viewings',
    heading: 'hands.viewings',
    roles: guideRoles,
    async of(account) {
      const found = await ViewingModel.find({ ...open(), guide: account })
        .sort({ startsAt: 1 })
        .lean<Viewing[]>()
      return found.map(({ _id, premises, startsAt, booking }) => ({
        id: _id.toHexString(),
        about: `${premises}${dot}${cityDayOf(startsAt)}`,
        more: booking?.name ?? '',
        path: `/viewings/${_id.toHexString()}`,
        ...(booking ? { needsSomebody: true as const } : {}),
      }))
    },
    give,
    async *holders() {
      for await (const { _id, guide } of ViewingModel.find(open(), { guide: 1 }).lean<Viewing[]>().cursor())
        yield { id: _id.toHexString(), account: guide.toHexString() }
    },
  }
}
