import { trusted, type QueryFilter } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { limitedTo, type Reach } from '../accounts/scope.ts'

/**
 * The enquiries that somebody sees: about no premises, about one within their reach, and those that are in their own hands:
 * whoever is asked to answer must read what was asked (ADR 54).
 */
export const visibleTo = ({ id, premises }: Reach): QueryFilter<Enquiry> =>
  limitedTo(premises && { $or: [{ premisesCode: trusted({ $in: [null, ...premises] }) }, { 'assignee.id': id }] })

/** False also for one that there is not. */
export const isVisibleTo = async (id: string, reach: Reach): Promise<boolean> =>
  (await EnquiryModel.exists({ _id: id, ...visibleTo(reach) })) !== null
