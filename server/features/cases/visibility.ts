import { trusted } from 'mongoose'
import { ApplicationModel } from '#models/cases/application.ts'
import type { Reach } from '../accounts/scope.ts'

/**
 * Whether what the office keeps of a case's premises, the photos of the handover, is there for somebody: by the premises that it
 * has, or had until its tenancy was over (ADR 54). False also for a case that there is not.
 */
export async function isVisibleTo(id: string, { premises }: Reach): Promise<boolean> {
  const own = premises && trusted({ $in: [...premises] })
  const taken = own ? { $or: [{ heldPremises: own }, { 'offer.premises': own }] } : {}
  return (await ApplicationModel.exists({ _id: id, ...taken })) !== null
}
