import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'

const contract = 'offer.acceptance.contract.premises'

/** Market rent a month in fen, as the contract of each case names it; cases without a contract are left out. */
export async function rentsOf(ids: readonly string[]): Promise<Map<string, number>> {
  const found = await ApplicationModel.find(
    { _id: trusted({ $in: [...ids] }) },
    { [`${contract}.marketRentPerSqMMonthFen`]: 1, [`${contract}.areaUsableSqM`]: 1 },
  ).lean<Pick<Application, '_id' | 'offer'>[]>()
  return new Map(
    found.flatMap(({ _id, offer }) => {
      const facts = offer?.acceptance?.contract?.premises
      if (!facts) return []
      const { marketRentPerSqMMonthFen, areaUsableSqM } = facts
      return [[_id.toHexString(), Math.round(marketRentPerSqMMonthFen * areaUsableSqM)] as const]
    }),
  )
}
