import type { Premises } from '../../../../models/premises.ts'
import type { FormResult } from '../../../web/forms.ts'
import { changedListing } from '../fields/listing-fields.ts'
import type { ListingFacts } from '../listing-facts.ts'

/** What belongs to the one premises alone: its certificate, its days on the site, and that its texts were read against it. */
const ofItsOwn = { certificateNumber: '', publishAt: '', expiresAt: '' }
const unreviewed = { 'reviewed.ru': '', 'reviewed.en': '', 'reviewed.zh': '' }

/** The facts of another premises like this one. Photos, who has it and its history stay behind. */
export const factsForCopy = (premises: Premises): FormResult<ListingFacts> =>
  changedListing(premises, { ...ofItsOwn, ...unreviewed })
