import type { placing as ru } from '#server/locales/ru/listings/placing.ts'

/** Where a premises or a building stands on the plan. */
export const placing: Record<keyof typeof ru, string> = {
  'placing.title': 'Place on the plan: {code}',
  'placing.heading': 'Place on the plan',
  'placing.hint':
    'The offset is counted from the beginning of the street to the nearer wall of the unit. The plan below shows the floor with what is typed.',
  'placing.preview': 'Show on the plan',
  'placing.back': 'To the unit',
  'placing.plan': 'Floor {floor} of building {building}: where {code} stands, and its neighbours',
  'placing.unclear': 'The plan appears once every field holds a number.',
  'placing.doubts': 'Check the place:',
  'placing.overlap': 'It overlaps with its neighbours: {codes}.',
  'placing.outside': 'It reaches beyond the walls of the building.',
  'placing.other-row': 'The building stands on the other side of the street.',
  'placing.street-wall':
    'A unit at the yard has no wall at the street, but its entrance, shop window or frontage is at the street.',
  'placing.yard-wall': 'A unit at the street has no wall at the yard, but its own entrance is from the yard.',
  'placing.frontage': 'The frontage is wider than the unit on the plan.',
  'placing.ask': 'Something about the place is doubtful. Confirm it below the plan, or change the numbers.',
  'placing.confirm': 'This is right, save it so',
  'placing.saved': 'The place is saved.',
  'placing.building.title': 'Place on the plan: building {code}',
  'placing.building.hint':
    'The offset is counted from the beginning of the street to the nearer wall. The plan below shows the building and its premises with what is typed, and its neighbours.',
  'placing.along': 'Its premises',
  'placing.along.hint': 'Each keeps its distance from the walls, and gets an entry in its history.',
  'placing.along.yes': 'move along with it',
  'placing.along.no': 'stay where they are on the plan',
  'placing.building.back': 'To the building',
  'placing.building.plan': 'Building {code} with its premises, and the buildings beside it',
  'placing.building.overlap': 'It overlaps with buildings: {codes}.',
  'placing.building.far': 'It stands apart: more than 100\u00a0m from every other building of the street.',
  'placing.building.units':
    '{count, plural, one{# of its premises reaches beyond its walls: {codes}} other{# of its premises reach beyond its walls: {codes}}}',
  'placing.building.floors':
    'It cannot be saved so. {count, plural, one{# unit is on a floor that there would not be: {codes}} other{# units are on floors that there would not be: {codes}}}',
  'building.units': 'Units of the building',
  'building.units.hint':
    'One row for each unit; its number is enough. An empty field repeats the row above, and the place on the plan follows it on the same floor. Rows that are not needed stay empty.',
  'building.units.row': 'Row {number}',
  'building.units.as-above': 'as above',
  'building.units.shared': 'Alike for all units',
  'building.units.shared.hint': 'Saved with each unit, where it can be changed later. Without units it may stay empty.',
  'building.units.save': 'Save building and units',
  'building.units.saved': '{count, plural, one{# draft of a unit was made.} other{# drafts of units were made.}}',
  'building.free.heading': 'Free space on the street',
  'building.free.unclear': 'The plan appears once floors, side of the street, offset and size are given.',
  'building.free': '{row} side: {spaces}',
  'building.free.from': 'from {from}\u00a0m on',
  'building.free.between': '{from} to {to}\u00a0m ({length}\u00a0m)',
  'listing.field.fromCorner': 'From the building’s corner',
}
