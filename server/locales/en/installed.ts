import type { installed as ru } from '../ru/installed.ts'

export const installed: Record<keyof typeof ru, string> = {
  'installed.short-name': 'Startup St.',
  'installed.offline': 'No connection to the site',
  'installed.offline.sentence': 'The page did not open: you seem to be offline. Nothing that you typed was sent.',
  'installed.offline.again': 'Try again',
  'installed.offline.here': 'What you can read offline',
  'installed.offline.none':
    'Nothing is saved on this device. Save units while you are online, and you can read them offline.',
  'installed.copy': 'You are offline. This is a copy saved on {when}; status and terms may have changed since.',
  'installed.saved': 'saved on {when}',
}
