import { trusted } from 'mongoose'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import { liveTenancyStates, TenancyModel } from '#models/tenancies/tenancy.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'

/** How many premises had a tenant at an instant: handed over before it, or let since before the site, and not given back by then. */
export async function countOn(instant: Date): Promise<number> {
  return (await tenanciesOn(instant)) + (await earlierOn(cityDayOf(instant)))
}

const tenanciesOn = (instant: Date): Promise<number> =>
  TenancyModel.countDocuments({
    handoverOn: trusted({ $lt: cityDayOf(instant) }),
    $or: [{ state: trusted({ $in: [...liveTenancyStates] }) }, { stateSince: trusted({ $gte: instant }) }],
  })

const earlierOn = (day: CityDay): Promise<number> =>
  EarlierTenancyModel.countDocuments({
    taken: 'let',
    since: trusted({ $lt: day }),
    $or: [{ state: 'let' }, { state: 'ended', endedOn: trusted({ $gte: day }) }],
  })
