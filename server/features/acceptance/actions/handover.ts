import type { CaseAction } from '#features/cases/desk/action.ts'

/** Hands over the keys. The form has a page of its own, with photos. */
export const handover: CaseAction = {
  name: 'handover',
  roles: ['reviewer', 'decider'],
  isOpen: ({ application }, { kind }) =>
    application.state === 'contracted' && !application.handedOverOn && (kind === 'reviewer' || kind === 'decider'),
  refusal({ state, handedOverOn }) {
    if (state !== 'contracted') return 'application.not-contracted'
    return handedOverOn ? 'application.handed-over-already' : null
  },
  page: true,
}
