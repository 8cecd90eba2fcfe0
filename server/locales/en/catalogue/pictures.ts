import type { pictures as ru } from '#server/locales/ru/catalogue/pictures.ts'

/** The street and its units as one sees them. */
export const pictures: Record<keyof typeof ru, string> = {
  // The drawing of a unit: its captions and signs, and what it says in words.
  'schematic.title': 'Schematic of unit {code}',
  'schematic.floor': 'floor {floor} of {floors}',
  'schematic.north': 'N',
  'schematic.street': 'Street',
  'schematic.yard': 'Yard',
  'schematic.unknown': 'proportions not known',
  'schematic.note':
    'Schematic, not a survey plan: drawn from what the listing says. The signs show on which side the entrance and shop windows are, not their exact place.',
  'schematic.note.whole': 'The width of the unit and the depth of the building are to one scale.',
  'schematic.note.part':
    'The width of the unit and the depth of the building are to one scale; where the inner wall stands has not been measured.',
  'schematic.note.unknown':
    'Proportions not known: what the listing says of size and place does not agree, so the drawing is not to scale.',
  'schematic.key.front': 'Street frontage {width}',
  'schematic.key.front-part': 'Street frontage {width}; where along the wall is not stated',
  'schematic.key.entrance': 'Entrance: {entrance}',
  'schematic.key.windows': '{count, plural, one{# shop window} other{# shop windows}}',
  'schematic.key.parking': '{count, plural, one{# parking space} other{# parking spaces}}',
  'schematic.said.place': '{row, select, north{North side} other{South side}} of the street, {floor}',
  'schematic.said.whole': 'The unit is {width} wide and takes the whole depth of the building, {depth}',
  'schematic.said.part':
    'The unit is {width} wide and takes the half of the building’s depth of {depth} that is {part, select, street{at the street} other{at the yard}}; where the inner wall stands has not been measured',
  'schematic.said.unknown': 'Proportions not known',
  'schematic.said.area': 'Usable area {area}',
  'schematic.said.neighbours':
    '{side, select, left{On the left} right{On the right} other{Behind the inner wall}}: {codes}',
  'schematic.said.end': '{side, select, left{On the left} other{On the right}} the building ends',
}
