import { ApplicationModel, type Application } from '../../../models/application.ts'
import type { Deps, Occupancy } from './ports.ts'

/**
 * Makes the listing agree with who holds the premises now, not with what was true when the effect was written. Looks
 * again afterwards: when a newer change came in between, this one might have written its older answer last.
 */
export function syncing(premises: Deps['premises']) {
  return async (code: string): Promise<void> => {
    let written = await occupancyOf(code)
    await premises.occupy(code, written)
    let now = await occupancyOf(code)
    while (!isSame(written, now)) {
      await premises.occupy(code, now)
      written = now
      now = await occupancyOf(code)
    }
  }
}

/** Who has a premises, by the applications: the hold is the truth, the listing's status follows it. */
async function occupancyOf(code: string): Promise<Occupancy> {
  const holder = await ApplicationModel.findOne(
    { heldPremises: code },
    { state: 1, offer: 1, notice: 1 },
  ).lean<Application>()
  return holder && occupancyFor(holder)
}

/** What the listing of the premises that a case keeps has to say. */
export const occupancyFor = (
  holder: Pick<Application, '_id' | 'state' | 'offer' | 'notice'>,
): NonNullable<Occupancy> => ({
  application: holder._id.toHexString(),
  status: holder.state === 'contracted' ? 'let' : 'held',
  until: holdEnd(holder),
})

function holdEnd({ state, offer, notice }: Pick<Application, 'state' | 'offer' | 'notice'>): Date | null {
  if (state === 'offered') return offer?.deadline ?? null
  return state === 'public_notice' ? (notice?.until ?? null) : null
}

const isSame = (one: Occupancy, other: Occupancy): boolean =>
  one?.application === other?.application && one?.status === other?.status
