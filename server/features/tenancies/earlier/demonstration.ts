import mongoose from 'mongoose'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import type { Clock } from '#outside/clock.ts'
import type { Deps } from '../ports.ts'
import { rentFreeEndOf, rentTerms } from '../rules.ts'

/** Names of invented tenants. */
const invented = [
  'Магазин «Кедр и мёд» (вымышлен)',
  '兴安茶室（虚构）',
  'North Wind Outfitters (invented)',
  'Пекарня «Утро» (вымышлена)',
  '青山五金店（虚构）',
  'Bridge Translations (invented)',
] as const

/** Creates tenancies from before the site for the demonstration premises that are taken without a case. Safe to repeat. */
export async function seedEarlierTenancies({
  clock,
  street,
}: { clock: Clock } & Pick<Deps, 'street'>): Promise<number> {
  const now = clock.now()
  let createdCount = 0
  for await (const batch of street.demonstration.inventedTaken(cityDayOf(now))) {
    const tenancies = batch.map(({ code, taken, since, rentFreeMonths, ...priced }, index) => ({
      _id: new mongoose.Types.ObjectId(),
      premises: code,
      state: taken,
      taken,
      since,
      until: null,
      tenant: invented[(createdCount + index) % invented.length] ?? '',
      rent: 'free' as const,
      rentFreeUntil: rentFreeEndOf(since, rentFreeMonths),
      rentMonthFen: rentTerms(priced).rentMonthFen,
      terms: '',
      unsettled: false,
      revision: 0,
      demo: true,
      events: [{ _id: new mongoose.Types.ObjectId(), at: now, kind: 'entered', by: { kind: 'system' as const } }],
      createdAt: now,
      updatedAt: now,
    }))
    if (tenancies.length === 0) continue
    await EarlierTenancyModel.collection.insertMany(tenancies, { ordered: false })
    await street.demonstration.occupyDemonstrationUnits(
      tenancies.map(({ _id, premises: code, taken }) => ({ code, taken, tenancy: _id })),
      now,
    )
    createdCount += tenancies.length
  }
  return createdCount
}
