import type { drafts as ru } from '../ru/drafts.ts'

export const drafts: Record<keyof typeof ru, string> = {
  'apply.clash.title': 'Section “{section}” was changed in another tab',
  'apply.clash.text':
    'While this tab was open, the section was saved in another tab or on another device: {when}. What you typed here is not saved yet, and not lost. Choose what to keep.',
  'apply.clash.mine': 'Typed here',
  'apply.clash.other': 'Saved in the other tab',
  'apply.clash.month': 'Month {month}: revenue {revenue}, costs {costs}',
  'apply.clash.keep-chosen': 'Save what is chosen',
  'apply.clash.keep-mine': 'Keep all of mine',
  'apply.clash.keep-other': 'Keep all that is saved',
  'apply.clash.kept-other': 'The answers saved in the other tab have been kept.',
}
