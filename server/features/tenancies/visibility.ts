import { trusted, type QueryFilter } from 'mongoose'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { limitedTo, type Reach } from '../accounts/scope.ts'

/** The tenancies that somebody sees: those of the premises within their reach (ADR 54). */
export const visibleTo = ({ premises }: Reach): QueryFilter<Tenancy> =>
  limitedTo(premises && { premises: trusted({ $in: [...premises] }) })

/** False also for one that there is not. */
export const isVisibleTo = async (id: string, reach: Reach): Promise<boolean> =>
  (await TenancyModel.exists({ _id: id, ...visibleTo(reach) })) !== null
