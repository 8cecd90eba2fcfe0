import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '../../../models/application.ts'

/** Market rent a month in fen, as the contract of each case names it; cases without a contract are left out. */
export async function rentsOf(ids: readonly string[]): Promise<Map<string, number>> {
  const found = await ApplicationModel.find(
    { _id: trusted({ $in: [...ids] }) },
    { 'contract.premises.marketRentPerSqMMonthFen': 1, 'contract.premises.areaUsableSqM': 1 },
  ).lean<Pick<Application, '_id' | 'contract'>[]>()
  return new Map(
    found.flatMap(({ _id, contract }) => {
      if (!contract) return []
      const { marketRentPerSqMMonthFen, areaUsableSqM } = contract.premises
      return [[_id.toHexString(), Math.round(marketRentPerSqMMonthFen * areaUsableSqM)] as const]
    }),
  )
}
