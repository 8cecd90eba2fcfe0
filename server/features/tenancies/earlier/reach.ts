import { trusted, type QueryFilter } from 'mongoose'
import type { EarlierTenancy } from '#models/tenancies/earlier-tenancy.ts'
import { scopeFilter, type Reach } from '#features/accounts/scope.ts'

/** Returns the filter for the tenancies from before the site that a colleague may see. */
export const reachFilter = ({ premises }: Reach): QueryFilter<EarlierTenancy> =>
  scopeFilter(premises && { premises: trusted({ $in: [...premises] }) })
