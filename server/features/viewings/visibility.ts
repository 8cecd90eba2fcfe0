import { trusted, type QueryFilter } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { scopeFilter, type Reach } from '../accounts/scope.ts'

/**
 * Returns the filter for viewings that a user may see: those of premises within their reach, and those they show themselves
 * anywhere, because a guide must know who comes (ADR 54).
 */
export const visibleTo = ({ id, premises }: Reach): QueryFilter<Viewing> =>
  scopeFilter(premises && { $or: [{ premises: trusted({ $in: [...premises] }) }, { guide: id }] })

/** Returns false also when the viewing does not exist. */
export const isVisibleTo = async (id: string, reach: Reach): Promise<boolean> =>
  (await ViewingModel.exists({ _id: id, ...visibleTo(reach) })) !== null
