import type { installed as ru } from '../ru/installed.ts'

export const installed: Record<keyof typeof ru, string> = {
  'installed.short-name': 'Startup St.',
}
