import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'
import type { FormResult } from '#web/forms/forms.ts'
import { changedListing } from '#features/premises/fields/listing-fields.ts'
import type { ListingFacts } from '#features/premises/listing/listing-facts.ts'

/** What belongs to the one premises alone: its certificate, its days on the site, and that its texts were read against it. */
const ofItsOwn = { certificateNumber: '', publishAt: '', expiresAt: '' }
const unreviewed = { 'reviewed.ru': '', 'reviewed.en': '', 'reviewed.zh': '' }

type Placed = Pick<Building, 'code' | 'position'>

/** The facts of another premises like this one, at the same place of the building it goes to. */
export const factsForCopy = (premises: Premises, from: Placed, to: Placed): FormResult<ListingFacts> =>
  changedListing(premises, {
    ...ofItsOwn,
    ...unreviewed,
    ...(from.code === to.code ? {} : placeIn(premises, from, to)),
  })

/** As far from the corner as it was in its own building, and never beyond the end of the other. Metres with a decimal. */
function placeIn({ position }: Premises, { position: old }: Placed, { position: other }: Placed) {
  const room = Math.max(0, other.lengthM - position.widthM)
  const fromCorner = Math.min(Math.max(0, position.offsetM - old.offsetM), room)
  return { 'position.row': other.row, 'position.offsetM': String(Math.round((other.offsetM + fromCorner) * 10) / 10) }
}
