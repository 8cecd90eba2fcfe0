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
  'apply.kept.renew': 'Save any section to keep it longer.',
  'mail.application-draft-ending.subject': 'Your draft application for {premises} will soon be deleted',
  'mail.application-draft-ending.body':
    'You began an application for premises {premises} and have not come back to it for a long time. The draft is kept up to and including {keptUntil}; after that we delete it together with the documents you uploaded.\n\nTo keep the draft, open it and save any section: the time then starts again. If you no longer need it, there is nothing to do.',
  'mail.application-draft-ending.action': 'Open the draft',
}
