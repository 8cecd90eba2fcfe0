/** The terms that an offer keeps. */
export const offeredTerms = {
  'offer.terms.title': 'What the city offers',
  'offer.terms.accepted': 'Terms of the accepted offer',
  'offer.terms.accepted-on': 'Accepted on',
  'offer.terms.open-until': 'The offer was open until',
  'offer.terms.about':
    'If you accept, the contract has these terms, even if the listing of the unit changes meanwhile.',
  'offer.terms.draft': 'Draft of the contract (PDF)',
  'offer.terms.rent-after': 'Market rent afterwards (on the day of the offer)',
  'offer.terms.handover': 'Earliest handover',
  'offer.terms.handover.from': 'from {day}',
  'offer.terms.handover.any': 'as soon as the contract is signed',
  'offer.terms.conditions': 'Conditions',
  'offer.terms.condition': '{what}: within {count, plural, one{# day} other{# days}} of the acceptance',
  'application.offer-terms-since':
    'The terms of this unit have changed since you opened the page. Read them below and choose again.',
  'application.terms-since':
    'The terms of this offer are not those that your page showed. Read them below before you accept.',
  'lease.pdf.rent-after.offered': 'Market rent afterwards (as in the offer of {day})',
  'lease.pdf.of-offer':
    'Draft that goes with the offer, not a contract. Amounts, months and conditions are those of the offer; places in square brackets are still to be decided.',
  'listing.offered':
    'This unit is under offer. The offer keeps the fees, deposit, rent, months without rent and day of handover that it was made with, whatever you save here.',
  'listing.offered.row': 'Under offer: the offer keeps its terms.',
}
