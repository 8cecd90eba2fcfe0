import type { placing as ru } from '../ru/placing.ts'

/** Where a premises stands on the plan. */
export const placing: Record<keyof typeof ru, string> = {
  'placing.title': 'Place on the plan: {code}',
  'placing.heading': 'Place on the plan',
  'placing.hint':
    'The offset is counted from the beginning of the street to the nearer wall of the unit. The plan below shows the floor with what is typed.',
  'placing.preview': 'Show on the plan',
  'placing.back': 'To the premises',
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
  'placing.confirm': 'This is right, save it so',
  'placing.saved': 'The place is saved.',
  'placing.stale':
    'A colleague changed the record while the page was open. Below is what you typed; save again if it is right.',
}
