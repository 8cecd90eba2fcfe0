import type { HelpTexts } from '#features/help/topics.ts'

export const street: HelpTexts<'street'> = {
  premises: {
    title: 'Table of premises',
    purpose: 'Find, correct in place and change many premises at once.',
    steps: [
      'Choose filters and columns; a good view can be saved.',
      'Edit one value in the table, or tick several and change them together after a preview.',
      'A code opens the whole listing.',
    ],
    mind: ['If a colleague has just changed the same unit you see both versions: nothing is overwritten silently.'],
  },
  listing: {
    title: 'One listing',
    purpose: 'Facts, texts in three languages, status, photos and the place on the plan.',
    steps: [
      'Required facts first, then the texts in Chinese, Russian and English.',
      'Mark a checked text as reviewed; changing it takes the mark away.',
      'Set when it is published and when it expires: that happens by itself.',
    ],
    mind: [
      'Versions can be compared and restored; restoring makes a new version.',
      'Held and let are set by applications and tenancies, not by hand.',
    ],
  },
  photos: {
    title: 'Photos and floor plan',
    purpose: 'Upload, order and describe them in three languages.',
    steps: [
      'Drop files or choose them, several at once.',
      'The first is the cover; mark what matters in a photo and it will not be cut off.',
      'Describe each in three languages for those who cannot see it.',
    ],
    mind: [
      'Premises without photos are drawn from their data.',
      'Each page has a schematic made from place, width, area, entrance and shop windows; if it says that proportions are not known, check these fields.',
      'On the walk along the street, a unit whose place or width is doubtful stands below its building with the words “Place being checked”: mend its place on the plan.',
      'A 360° panorama is an ordinary wide photo until the site knows it by the mark of the camera or you mark it with the button below; the point that stays in sight is where visitors look first.',
      'Where and with what a photo was taken is not kept.',
    ],
  },
  transfer: {
    title: 'Import and export',
    purpose: 'Bring in many premises from CSV or Excel, or take out what is filtered.',
    steps: [
      'Download the template, fill it in, upload it and check the columns.',
      'Run it dry: each wrong cell is named with row, column and reason.',
      'Look at “What will change”: each unit field by field, the new ones, and those that stay; nothing is written before you confirm.',
      'Choose all or nothing, or skip wrong rows, and start.',
    ],
    mind: [
      'A doubtful place on the plan is listed apart and is written all the same: look at it first.',
      'You may close the page: the import goes on.',
      'An import can be undone; what people have changed since stays.',
      'A text that the file changes is no longer marked as reviewed; whoever has read the new text changes the mark in the file from no to yes.',
    ],
  },
  buildings: {
    title: 'Buildings',
    purpose: 'Address, floors, row and place on the street plan.',
    steps: [
      'Its place on the plan has a page of its own: the drawing follows the fields, and what is doubtful is asked about before it is saved.',
      'There cannot be fewer floors than premises stand on: those in the way are named.',
      'Premises can be added to a new building at once.',
    ],
    mind: [
      'An earlier version can be restored from its changes; restoring makes a new version.',
      'On its page of the place a building takes its premises along, unless you choose otherwise. Restoring a version moves the building alone.',
    ],
  },
  plan: {
    title: 'Plan of the street',
    purpose: 'What is available, held, let and paused, as a drawing.',
    steps: ['Premises on the plan open their listing.', 'Choose a floor; below is the same as a table.'],
  },
  viewings: {
    title: 'Viewings',
    purpose: 'Open slots, see bookings, record who came.',
    steps: [
      'Make a slot, choose premises and the guide.',
      'Afterwards record whether the visitor came.',
      'When you call one off, say why: those who booked are told.',
    ],
    mind: [
      'You can subscribe to the calendar on your phone.',
      'Whoever shows premises can give, in their account, their name in other scripts and a number for those who have booked.',
      'Visitors’ data is deleted when its time is over.',
    ],
  },
  enquiries: {
    title: 'Enquiries',
    purpose: 'Receive, hand out and answer what visitors ask.',
    steps: [
      'Take one or assign it, so that two do not answer.',
      'Start from a template and adapt it; the e-mail is in the sender’s language.',
      'If you write in another language, translate the answer there, or pass it to a colleague and send it when it comes back.',
      'Record by hand what came by another way.',
      'Say which premises or application it is about: it is then found by them.',
    ],
    mind: ['Mark spam; a wrong mark can be taken back.'],
  },
  templates: {
    title: 'Ready-made answers',
    purpose: 'Answers that are given often, with a text in each language.',
    steps: [
      'Give it a name that colleagues recognise, and write the texts.',
      'Words in braces become the sender’s name, the code of the unit or the name of whoever answers.',
      'Put aside what is no longer used; it can come back.',
    ],
    mind: ['An enquiry offers only answers that have a text in the sender’s language.'],
  },
  incentives: {
    title: 'Incentives and texts of the site',
    purpose: 'What incentives and the pages of the zones say, for whom, their sources and the day they were checked.',
    steps: [
      'Each needs a source and the day it was checked.',
      'What you save is a draft first; look at the preview in all three languages before publishing.',
      'The desk reminds you when one is due for a re-check. If nothing has changed, press “Checked, nothing has changed” on its page.',
    ],
    mind: ['Do not publish figures that were not checked.'],
  },
  texts: {
    title: 'Texts of mails and pages',
    purpose:
      'Word the texts of the site, its mails, decision letters and the contract, and the ready texts that colleagues choose.',
    steps: [
      'Choose the place and the text; three languages stand side by side.',
      'Save a draft and look below how it reads.',
      'Publish it: it applies to everybody at once.',
    ],
    mind: ['Words in braces become a name, number or date: keep them.', 'You can go back to the original on any day.'],
  },
}
