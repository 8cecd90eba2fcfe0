import type { brand as ru } from '../ru/brand.ts'

export const brand: Record<keyof typeof ru, string> = {
  'brand.title': 'Logo and colour',
  'brand.lead':
    'What people know the site by. A change is seen by everybody at once, and what was before can be put back.',
  'brand.history': 'Earlier values and who changed them are on the settings page',
  'brand.accent.title': 'Colour',
  'brand.accent.about':
    'One colour for buttons, links and what is chosen. The site finds the shades for its dark scheme and under the pointer itself. The colours of statuses (available, on hold, let) stay.',
  'brand.accent.hint': 'Such as {colour}, which is the colour of the site if this is left empty.',
  'brand.accent.pick': 'Pick by eye',
  'brand.accent.show': 'Show without saving',
  'brand.accent.saved': 'Colour saved.',
  'brand.accent.wrong': 'Write the colour as # and six digits or letters from a to f, such as #0f5f57.',
  'brand.accent.pale':
    'This colour is too pale: its contrast {where} is {reached} : 1, and at least {needed} : 1 is needed. Choose a darker one.',
  'brand.accent.good': 'The colour {colour} is fine: it can be read everywhere.',
  'brand.accent.contrast': 'Contrast {where}: {reached} : 1',
  'brand.accent.on.white': 'with white (words on buttons)',
  'brand.accent.on.paper': 'with the background of pages',
  'brand.accent.on.panels': 'with coloured panels',
  'brand.accent.stale':
    'While you were choosing, somebody else set the colour {colour}. Yours is still in the form: save again if it is better.',
}
