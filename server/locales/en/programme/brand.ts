import type { brand as ru } from '#server/locales/ru/programme/brand.ts'

export const brand: Record<keyof typeof ru, string> = {
  'brand.title': 'Logo and colour',
  'brand.lead':
    'What people know the site by. A change is seen by everybody at once, and what was before can be put back.',
  'brand.history': 'Earlier values and who changed them are on the settings page',
  'brand.accent.title': 'Colour',
  'brand.accent.about':
    'One colour for buttons, links and what is chosen. The site finds the shades for its dark scheme and under the pointer itself. The colours of statuses (available, held, let) stay.',
  'brand.accent.hint': 'Such as {colour}, which is the colour of the site if this is left empty.',
  'brand.accent.pick': 'Pick by eye',
  'brand.accent.show': 'Show without saving',
  'brand.accent.saved': 'Colour saved.',
  'brand.accent.wrong': 'Write the colour as # and six digits or letters from a to f, such as #0f5f57.',
  'brand.accent.pale':
    'This colour is too pale: its contrast {where} is {reached}\u00a0:\u00a01, and at least {needed}\u00a0:\u00a01 is needed. Choose a darker one.',
  'brand.accent.good': 'The colour {colour} is fine: it can be read everywhere.',
  'brand.accent.contrast': 'Contrast {where}: {reached}\u00a0:\u00a01',
  'brand.accent.on.white': 'with white (words on buttons)',
  'brand.accent.on.paper': 'with the background of pages',
  'brand.accent.on.panels': 'with coloured panels',
  'brand.accent.stale':
    'While you were choosing, somebody else set the colour {colour}. Yours is still in the form: save again if it is better.',
  'brand.logo.title': 'Logo',
  'brand.logo.about':
    'Stands in the head of the site in the place of the mark with the houses: beside the name, or above it if it is wide. One that is nearly square is also on the browser’s tab.',
  'brand.logo.choose': 'File with the logo',
  'brand.logo.hint':
    'PNG, JPEG or WebP, {limit} at most. Best is a PNG with a transparent background, 80 pixels high or more. In the dark scheme it stands on white.',
  'brand.logo.send': 'Upload the logo',
  'brand.logo.remove': 'Remove the logo',
  'brand.logo.saved': 'Logo saved.',
  'brand.logo.removed': 'Logo removed: the head has the mark with the houses again.',
  'brand.logo.day': 'The logo on a light page',
  'brand.logo.night': 'The logo on a dark page',
  'brand.logo.named': 'picture {name}',
  'brand.logo.refused.none': 'Choose a file with the logo.',
  'brand.logo.refused.damaged': 'This file cannot be opened as a picture. Save the logo anew and try again.',
  'brand.logo.refused.type': 'Only PNG, JPEG and WebP are taken. Save an SVG as a PNG.',
  'brand.logo.refused.large': 'The file is larger than {limit}. Make the picture smaller.',
  'brand.logo.refused.several': 'Choose one file.',
  'brand.logo.refused.small': 'The picture is too small: each side needs 24 pixels at least, and better 80.',
  'brand.logo.refused.faint': 'This logo cannot be seen on white. Take the one that is made for light backgrounds.',
  'brand.logo.refused.stale':
    'While you were choosing, somebody else changed the logo. Have a look at it, and upload yours again if need be.',
}
