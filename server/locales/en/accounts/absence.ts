import type { absence as ru } from '#server/locales/ru/accounts/absence.ts'

export const absence: Record<keyof typeof ru, string> = {
  'absence.title': 'Days away and cover',
  'absence.lead': 'Say on which days you are away and who covers for you. It begins and ends by itself.',
  'absence.lead.other':
    'Say on which days this colleague is away and who covers for them. It begins and ends by itself.',
  'absence.rule.new':
    'Cases, places on panels and viewings that the site would give to whoever is away go to the cover, if their role allows it and they have no conflict of interest.',
  'absence.rule.desk':
    'What waits for whoever is away stands on the desk of the cover, with the name; letters about it go to both.',
  'absence.rule.scores':
    'Scores and decisions are everybody’s own: to score in the place of whoever is away, the cover takes their place on the panel.',
  'absence.from': 'First day',
  'absence.to': 'Last day',
  'absence.cover': 'Who covers',
  'absence.cover.choose': 'Choose a colleague',
  'absence.cover.away': '{name}: away from {from} to {to}',
  'absence.nobody':
    'Nobody can cover: there is no other colleague with this kind of work. What waits stays with whoever is away.',
  'absence.submit': 'Save',
  'absence.end': 'Cancel these days',
  'absence.saved': 'Saved.',
  'absence.ended': 'The days away are cancelled.',
  'absence.said': 'From {from} to {to}, covered by {cover}.',
  'absence.said.own': 'You are away from {from} to {to}, covered by {cover}.',
  'absence.none': 'No days away.',
  'absence.covering': 'You cover for {name} until {day}.',
  'absence.away': 'away until {day}, covered by {name}',
  'absence.away.nobody': 'away until {day}, with nobody to cover',
  'absence.person': 'Away',
  'absence.refused.ends-before': 'The last day is before the first.',
  'absence.refused.past': 'These days are over.',
  'absence.refused.running':
    'This colleague is away now: these days would end that. Change the last day, or cancel the present days first.',
  'absence.refused.too-long': 'No more than a year at once.',
  'absence.refused.no-cover': 'Choose a colleague from the list.',
  'absence.refused.cover-buildings':
    'This colleague keeps other buildings and could see none of this work. Choose another.',
  'absence.refused.cover-away': 'This colleague is away on some of these days, too. Choose another.',
}
