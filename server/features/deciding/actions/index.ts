import { extendOffer } from './extend-offer.ts'
import { lapse } from './lapse.ts'
import { notice } from './notice.ts'
import { objection } from './objection.ts'
import { offer } from './offer.ts'
import { reject } from './reject.ts'
import { reopen } from './reopen.ts'
import { reviewAgain } from './review-again.ts'
import { waitlist } from './waitlist.ts'

/** Actions on a case that decide on it, in the order in which its page offers them. */
export const decidingActions = [
  objection,
  notice,
  offer,
  waitlist,
  reviewAgain,
  reject,
  extendOffer,
  lapse,
  reopen,
] as const
