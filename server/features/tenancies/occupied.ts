import { trusted } from 'mongoose'
import { liveTenancyStates, TenancyModel } from '../../../models/tenancy.ts'
import { cityDayOf } from '../../shared/city-day.ts'

/** How many premises had a tenant at an instant: handed over before it, and not given back by then. */
export const countOn = (instant: Date): Promise<number> =>
  TenancyModel.countDocuments({
    handoverOn: trusted({ $lt: cityDayOf(instant) }),
    $or: [{ state: trusted({ $in: [...liveTenancyStates] }) }, { stateSince: trusted({ $gte: instant }) }],
  })
