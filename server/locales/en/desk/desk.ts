import type { desk as ru } from '#server/locales/ru/desk/desk.ts'

/** The staff’s start page. */
export const desk: Record<keyof typeof ru, string> = {
  'desk.title': 'Staff desk',
  'desk.lead': '{name}, your role: {role}. This is what waits for you.',
  'desk.role.listing_manager': 'listing manager',
  'desk.role.reviewer': 'reviewer',
  'desk.role.decider': 'decider',
  'desk.role.administrator': 'administrator',
  'desk.premises': 'Premises',
  'desk.buildings': 'Buildings',
  'desk.all': 'All',
  'desk.applications': 'Applications',
  'desk.tenancies': 'Tenancies',
  'desk.enquiries': 'Enquiries',
  'desk.enquiries.new': 'Waiting for an answer',
  'desk.incentives': 'Incentives',
  'desk.users': 'People and accounts',
  'desk.colleagues': 'Colleagues',
  'desk.settings': 'Programme settings',
}
