import type { accessibility as ru } from '../ru/accessibility.ts'

export const accessibility: Record<keyof typeof ru, string> = {
  'accessibility.title': 'Accessibility',
  'accessibility.lead':
    'Everybody should be able to use this site: by keyboard, with a screen reader, with poor sight, on a phone and without scripts. We hold ourselves to WCAG 2.2, levels A and AA.',
  'accessibility.to.enlarged': 'Larger type',
  'accessibility.to.enlarged.sign': 'A+',
  'accessibility.to.standard': 'Usual type',
  'accessibility.to.standard.sign': 'A−',
  'accessibility.enlarged':
    'If the usual display is hard to read, use the enlarged one: larger letters, larger buttons and links, everything in one column. This browser remembers your choice for a year.',
  'accessibility.how': 'How the site is made',
  'accessibility.how.keyboard':
    'Whatever is done with a mouse can be done with a keyboard; you see where you are, and each page begins with a link to its content.',
  'accessibility.how.zoom':
    'Pages can be enlarged to twice their size, and on a narrow screen nothing has to be scrolled sideways but wide tables.',
  'accessibility.how.pictures':
    'Photos of units are described in three languages; beside the drawing of the street there is a list, beside charts a table. Colour is never the only sign.',
  'accessibility.how.scripts':
    'Everything works without scripts, applying included; the site also loads over a poor connection.',
  'accessibility.how.motion':
    'Nothing moves if you ask for that in the settings of your system; its dark and its high-contrast colours are respected.',
  'accessibility.tested': 'How we check it',
  'accessibility.tested.rules':
    'At each change of the site the program axe checks the pages that visitors, applicants and staff go through by the rules of WCAG: in three languages, as wide as a phone and as a computer. Two more, of IBM and of Siteimprove (Alfa), check one page of each kind, and we read six ways through the site as a screen reader says them.',
  'accessibility.tested.journeys':
    'The search, the comparison, the calculator and the forms are also walked through with a keyboard alone and without scripts.',
  'accessibility.limits': 'What is not there yet',
  'accessibility.limits.files':
    'Scans that applicants and the office upload are shown as they are: they may hold no text for a screen reader. If you ask, the office reads a document to you or says what is in it.',
  'accessibility.limits.photos':
    'The description of a photo may come late: a colleague writes it when they upload the picture.',
  'accessibility.limits.people':
    'Nobody from outside has assessed the site yet, nor have people with disabilities tested it.',
  'accessibility.contact.heading': 'If something is in your way',
  'accessibility.contact':
    'Write what did not work and on which page: the office helps you to apply in another way, and we mend the fault.',
  'accessibility.contact.link': 'Write to the office',
}
