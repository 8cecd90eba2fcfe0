import { trusted } from 'mongoose'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { buildingsOf, type Reach, type Scoped } from '../accounts/scope.ts'
import type { Scope } from './scope.ts'

/**
 * Returns the codes of the premises in the given buildings; null for the whole street. Queries the premises, because a code
 * alone does not always name one building (`SFH-A-10105` may be in A10 or in A101). Reads the index only.
 */
export async function codesInScope({ buildings }: Scope): Promise<string[] | null> {
  if (!buildings) return null
  const found = await PremisesModel.find({ buildingCode: trusted({ $in: [...buildings] }) }, { _id: 0, code: 1 })
    .hint('buildingCode_1_code_1')
    .lean()
  return found.map(({ code }) => code)
}

/** Returns the codes of the buildings in order, read from the index only. */
export async function buildingCodes({ buildings }: Scope): Promise<string[]> {
  const filter = buildings ? { code: trusted({ $in: [...buildings] }) } : {}
  const found = await BuildingModel.find(filter, { _id: 0, code: 1 }).sort({ code: 1 }).lean()
  return found.map(({ code }) => code)
}

/** Returns the premises whose tenancies, viewings and enquiries a colleague can see. */
export const reachOf = async (account: Scoped): Promise<Reach> => ({
  id: account.id,
  premises: await codesInScope({ buildings: buildingsOf(account) }),
})
