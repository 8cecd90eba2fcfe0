import type { sessions as ru } from '#server/locales/ru/accounts/sessions.ts'

export const sessions: Record<keyof typeof ru, string> = {
  'sessions.title': 'Where signed in',
  'sessions.lead': 'Devices on which you are signed in now. End the ones you do not know and change your password.',
  'sessions.link': 'See the devices',
  'sessions.current': 'this session',
  'sessions.end': 'End',
  'sessions.ended': 'The session has ended.',
  'sessions.device.unknown': 'unknown device',
  'sessions.from.unknown': 'network not kept',
  'sessions.facts': 'Signed in {since}, last used {seen}, network {from}',
  'people.event.session_ended': 'Session ended by an administrator',
}
