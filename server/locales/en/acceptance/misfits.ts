/** What a unit lacks for a plan, and that it is offered all the same. */
export const misfits = {
  'case.misfit.use': 'this use is not allowed there',
  'case.misfit.power': 'less power than needed',
  'case.misfit.water': 'no water',
  'case.misfit.extraction': 'no extraction',
  'case.misfit.why': 'reason: {reason} ({name})',
  'case.misfit.tick': 'I know what the unit lacks, and it is offered all the same',
  'case.field.misfit': 'The unit does not fit the plan',
  'case.field.misfitReason': 'Why it is offered all the same',
  'case.hint.misfitReason': 'Needed if the box above is ticked. Colleagues see it, the applicant does not.',
  'case.fact.misfit': 'Does not fit the plan',
  'application.misfit':
    'The unit lacks something that the plan needs: see above. Confirm it and say why it is offered all the same, or choose another unit.',
  'application.misfit-new':
    'Something else has come up that the unit lacks since you opened the page, see above. Confirm again.',
  'application.misfit-reason': 'Write why the unit is offered although it does not fit the plan.',
  'bulk.refused.misfit':
    'Unit {code} does not fit the plan: decide this case on its own page, where you can confirm it.',
}
