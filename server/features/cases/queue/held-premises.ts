import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'

type Kept = Pick<Application, '_id' | 'heldPremises' | 'pendingEffects'>
const keptFields = { heldPremises: 1, pendingEffects: 1 } as const

/** What applications say of the premises they keep, for whoever compares it with the tenancies. */
export function premisesHeldByCases() {
  /** By application; null for one that keeps none. Unknown ids are not in the answer. */
  async function keeps(ids: readonly string[]): Promise<Map<string, string | null>> {
    const found = await ApplicationModel.find({ _id: trusted({ $in: [...ids] }) }, keptFields).lean<Kept[]>()
    return new Map(found.map(({ _id, heldPremises }) => [_id.toHexString(), heldPremises ?? null]))
  }

  /** Those whose keys were given, as a stream. */
  async function* handedOver() {
    const filter = { handedOverOn: trusted({ $type: 'string' as const }) }
    for await (const kept of ApplicationModel.find(filter, keptFields).lean<Kept[]>().cursor()) {
      const { _id, heldPremises, pendingEffects } = kept
      const tenancyToCome = pendingEffects.some(({ kind }) => kind === 'tenancy')
      yield { _id, heldPremises: heldPremises ?? '', tenancyToCome }
    }
  }

  return { keeps, handedOver }
}
