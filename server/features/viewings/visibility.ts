import { trusted, type QueryFilter } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { limitedTo, type Reach } from '../accounts/scope.ts'

/**
 * The viewings that somebody sees: of the premises within their reach, and those that they show themselves, wherever: a
 * guide must read who comes (ADR 54).
 */
export const visibleTo = ({ id, premises }: Reach): QueryFilter<Viewing> =>
  limitedTo(premises && { $or: [{ premises: trusted({ $in: [...premises] }) }, { guide: id }] })

/** False also for one that there is not. */
export const isVisibleTo = async (id: string, reach: Reach): Promise<boolean> =>
  (await ViewingModel.exists({ _id: id, ...visibleTo(reach) })) !== null
