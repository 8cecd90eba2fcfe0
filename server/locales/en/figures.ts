/** The monthly figures of the programme. */
export const figures = {
  'figures.title': 'Programme figures',
  'figures.lead':
    'How many applications were made, how quickly they are decided, and how many premises are taken. Computed from the cases themselves after the end of each month.',
  'figures.month': 'Month',
  'figures.applications': 'Applications',
  'figures.offers': 'Offers',
  'figures.contracts': 'Contracts',
  'figures.stage.screening': 'Check, days',
  'figures.stage.review': 'Assessment, days',
  'figures.stage.decision': 'Decision, days',
  'figures.stage.offered': 'Applicant’s answer, days',
  'figures.occupancy': 'Occupied',
  'figures.share': '{share}%',
  'figures.share.about': '{taken} of {total}',
  'figures.too-few': 'too few cases',
  'figures.quiet':
    '{count, plural, one {# more month} other {# more months}} went by without an application, an offer or a contract.',
  'figures.none': 'The figures will be here when the first month is over.',
  'figures.note.computed': 'The figures of a month are computed once, after its end, and do not change.',
  'figures.note.median':
    'Days are the median of the cases that left the step in the month. With fewer than {count} cases no number is published.',
  'figures.note.occupancy':
    'Occupied premises had a tenant on the last day of the month; the total is that of the day of computing.',
}
