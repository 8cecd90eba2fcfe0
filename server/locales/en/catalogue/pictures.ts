import type { pictures as ru } from '#server/locales/ru/catalogue/pictures.ts'

/** The street and its units as one sees them. */
export const pictures: Record<keyof typeof ru, string> = {
  // The walk along the fronts.
  'elevation.title': 'Walk along the street',
  'elevation.lead':
    'The fronts of the buildings in their order, as seen from the street. Scroll sideways or follow the links from building to building; each unit opens its page.',
  'elevation.side': '{row, select, north{North side} other{South side}}',
  'elevation.sides': 'Side of the street',
  'elevation.buildings': 'Go to a building',
  'elevation.scroll': 'Fronts of the street, scrolls sideways',
  'elevation.skip': 'Skip the fronts',
  'elevation.towards': '{end, select, west{to the west} other{to the east}}',
  'elevation.building': 'Building {code}',
  'elevation.about': '{floors, plural, one{# floor} other{# floors}} · {length, number}\u00a0m long',
  'elevation.units': '{units, plural, one{# unit} other{# units}}, {free, number} available',
  'elevation.list': 'Building {code} as a list: {count, plural, one{# unit} other{# units}}',
  'elevation.left': 'Left, to building {code}',
  'elevation.right': 'Right, to building {code}',
  'elevation.over': 'Across the street, building {code}',
  'elevation.yard': 'Yard',
  'elevation.unplaced': 'Place being checked',
  'elevation.state.available': 'Available',
  'elevation.state.soon': 'Available later',
  'elevation.state.held': 'Held',
  'elevation.state.let': 'Let',
  'elevation.state.paused': 'Paused',
  'elevation.soon': 'Available from {day}',
  'elevation.width.whole': 'frontage {width}',
  'elevation.width.part': 'frontage {frontage} of {width}, where along the wall is not stated',
  'elevation.width.none': 'width {width}, frontage not stated',
  'elevation.width.yard': 'width {width}, at the yard, no street frontage',
  'elevation.width.unplaced': 'place on the street being checked, width not shown',
  'elevation.none': 'No unit is published here.',
  'elevation.note':
    'Schematic, not a survey of the fronts: drawn from what the listings say. The widths of buildings and units and the ceiling heights are to one scale; storey heights and roofs are not known. Shop windows and doors are as many as the listing says, spread evenly: where they are in the wall is not stated. The picture on a sign is the main permitted use. Dashed: frontage or place not fully known. Blank wall: no unit is published there.',
  'elevation.link': 'Walk along the street',
  'elevation.link.here': 'This place on the street: the fronts around it',
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
