import type { components as ru } from '../ru/components.ts'

export const components: Record<keyof typeof ru, string> = {
  'components.title': 'Parts of pages',
  'components.lead': 'Every part that pages share, in each of its states. This page exists in development only.',
  'components.schemes': 'Light or dark',
  'components.system': 'As in the system',
  'components.light': 'Light',
  'components.dark': 'Dark',
}
