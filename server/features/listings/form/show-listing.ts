import type { Response } from 'express'
import type { Clock } from '#outside/clock.ts'
import type { FindOffered } from '#features/premises/fields/offered.ts'
import type { ListingRecords } from '../listings-service.ts'
import { editListingPage, renderEditListing, type EditTrouble } from './form-page.ts'

type Parts = { records: Pick<ListingRecords, 'get'>; keepingTerms: FindOffered; clock: Clock }

/** Shows the page of a listing, also with what went wrong in one of its forms. */
export const createListingDisplay =
  ({ records, keepingTerms, clock }: Parts) =>
  async (res: Response, code: string, trouble: EditTrouble = {}, status = 200): Promise<void> => {
    const { t, locale } = res.locals
    const offered = (await keepingTerms([code])).has(code)
    renderEditListing(
      res,
      editListingPage({ t, locale, now: clock.now(), offered }, await records.get(code), trouble),
      status,
    )
  }
