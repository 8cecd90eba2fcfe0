import type { appointing as ru } from '#server/locales/ru/accounts/appointing.ts'

export const appointing: Record<keyof typeof ru, string> = {
  'appoint.waiting': 'Waiting for a second administrator',
  'appoint.lead':
    'It takes two to change a role: you propose, another administrator confirms. Nothing changes before; after seven days the proposal lapses.',
  'appoint.reason': 'Why',
  'appoint.reason.invite': 'Why this person',
  'appoint.reason.invite.hint':
    'For administrators and deciders: the invitation leaves once another administrator has confirmed it.',
  'appoint.submit': 'Propose the change of role',
  'appoint.confirm': 'Confirm',
  'appoint.withdraw': 'Turn the proposal down',
  'appoint.proposed': 'The proposal waits for another administrator. We have written to them.',
  'appoint.confirmed': 'Confirmed: the change is in force.',
  'appoint.withdrawn': 'The proposal is rejected; nothing has changed.',
  'appoint.gone': 'This proposal is no longer there: it was confirmed, rejected or has lapsed.',
  'appoint.change': '{from} → {to}',
  'appoint.new': 'New colleague: {to}',
  'appoint.facts': 'Proposed by {name}, good until {day}',
  'appoint.nobody': 'a former administrator',
  'people.state.proposed': 'to be confirmed',
  'people.refused.already-proposed': 'Another proposal about this person waits for confirmation.',
  'people.refused.nobody-to-confirm':
    'There is nobody to confirm: it takes one more administrator besides you and this person. One is made on the server: npm run staff -- add <e-mail> --role administrator; a role is changed there as well: npm run staff -- role <e-mail> --role <role>.',
  'people.refused.own': 'This is your proposal: another administrator has to confirm it.',
  'people.refused.concerned': 'This is about you: another administrator decides.',
  'people.refused.lapsed': 'The proposal has lapsed. Propose it again.',
  'people.refused.proposer-gone':
    'Whoever proposed this is no longer an administrator. Turn it down and make a new one.',
  'people.event.role_proposed': 'Role “{to}” proposed',
  'people.event.role_proposal_withdrawn': 'Proposal of the role “{to}” rejected',
  'people.event.role_proposal_lapsed': 'Nobody confirmed the proposed role in time',
  'people.event.buildings_changed': 'Buildings changed: {from} → {to}',
  'mail.role-proposed.subject': 'A role waits for your confirmation',
  'mail.role-proposed.body':
    'Another administrator of Startup Street has proposed a new role: {name}.\n\nNothing changes without your confirmation. The proposal is good for seven days.',
  'mail.role-proposed.action': 'Look at the proposal',
  'scope.title': 'Buildings',
  'scope.some': 'Limited to buildings {codes}.',
  'scope.all': 'All buildings.',
  'scope.legend': 'Whose premises this person keeps',
  'scope.hint':
    'Nothing ticked means all of them. Of tenancies, viewings and enquiries too, only those about these buildings are seen. A change acts at once.',
  'scope.submit': 'Save buildings',
  'scope.saved': 'Saved: it acts already.',
}
