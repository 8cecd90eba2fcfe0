import type { HelpTexts } from '#features/help/topics.ts'

export const office: HelpTexts<'office'> = {
  users: {
    title: 'People and rights',
    purpose: 'Invite colleagues, give roles and buildings, deactivate.',
    steps: [
      'Give a name, an e-mail and a role: an invitation goes out.',
      'One administrator proposes a change of role, another confirms it.',
      'Deactivate whoever leaves at once: all their sessions end.',
    ],
    mind: [
      'Deactivating does not delete what somebody did.',
      'The second step of somebody who lost their phone can be reset.',
    ],
  },
  hands: {
    title: 'Handing work on',
    purpose: 'What is open in a colleague’s hands, and who gets it.',
    steps: [
      'Choose a colleague for everything, or one in each line.',
      'Hand on; what cannot be given stays, with the reason.',
      'Then close the account: what is left goes into the queue.',
    ],
    mind: ['Booked viewings have to be given to somebody, or called off.'],
  },
  security: {
    title: 'Security of your account',
    purpose: 'Password, second step at sign-in, and your sessions.',
    steps: [
      'Scan the QR code with an authenticator app and type the six digits.',
      'Write down the recovery codes: each works once.',
      'End sessions that you do not know, and change the password.',
    ],
    mind: [
      'Deciders and administrators must use the second step.',
      '8 to 128 characters; a long phrase is safer than odd signs.',
    ],
  },
  tokens: {
    title: 'Access tokens',
    purpose: 'Let another program of the office read or import premises without a password.',
    steps: [
      'Name the program, tick what it may do, choose how long, and give your password.',
      'Copy the token at once into the program: it is shown only this time.',
      'Revoke it when the program is not needed any more or the token may have been seen.',
    ],
    mind: [
      'A token can do no more than its owner: it follows their role, their buildings and the end of their account.',
      'What a program imports stands among the imports and can be undone there.',
    ],
  },
  settings: {
    title: 'Programme settings',
    purpose: 'The rules: citizenships, periods, working calendar, rent-free months, limits, sender.',
    steps: [
      'What is saved applies at once, without a restart.',
      'Earlier versions can be compared and restored.',
      'On “Documents: which, and by when” set which documents are demanded and in how many days, from a day on; submitted applications keep their rules.',
      'Renew the exchange rates and their day once a month: older ones are shown to visitors as old.',
    ],
    mind: ['Contracts that were made do not change.', 'Each change is in the audit trail.'],
  },
  office: {
    title: 'Contacts of the office',
    purpose: 'Phone, messengers, address, opening hours and the way: what founders call, write and come by.',
    steps: [
      'Fill in what there is; what is empty is shown nowhere.',
      'Write the hours day by day; holidays and make-up working days come from the settings.',
      'Say the way from the border, the station and the bus stop; a place on the street is marked on the plan.',
      'Save: the contact page, premises, viewings, mails and the foot of pages change at once.',
    ],
    mind: [
      'The free lines of contacts on the settings page stay, above these.',
      'Until the holidays of a year are entered the site does not say whether the office is open now.',
    ],
  },
  letterhead: {
    title: 'Letterhead, numbers and seal',
    purpose:
      'How the office is called in letters and contracts, how they are numbered, which seal letters have; and the numbers that were given.',
    steps: [
      'Type the full name of the office, as on the seal.',
      'Set the form of the numbers of letters and contracts: the next number stands below the field.',
      'If need be, upload the picture of the seal, a PNG.',
      'Letters and clauses are worded at Texts; look at the sample of a draft first.',
    ],
    mind: [
      'What was issued does not change; the next version of a contract takes the new texts and keeps its number.',
      'Square brackets in the contract are what the office has still to decide with its lawyer.',
    ],
  },
  brand: {
    title: 'Logo and colour',
    purpose: 'How the site looks: the logo in its head, and the colour of buttons and links.',
    steps: [
      'Upload the logo, a PNG, JPEG or WebP: it stands in the head at once.',
      'Type a colour as # and six digits, or pick it by eye: below you see it by day and by night.',
      'Save: everybody sees the new colour at once.',
    ],
    mind: [
      'A colour that is too pale is refused: white words on it cannot be read.',
      'What was before is put back on the settings page, among the latest changes.',
    ],
  },
  rubric: {
    title: 'Rubric',
    purpose: 'The criteria and points by which applications are assessed.',
    steps: ['A change makes a new version; running assessments keep theirs.', 'Write what each score means.'],
  },
  audit: {
    title: 'Audit trail',
    purpose: 'Who did what, when and why, with what was before and after.',
    steps: [
      'Filter by person, action, subject, day or request id.',
      'Open an entry to compare before and after.',
      'Export what is filtered, with the time in Suifenhe and in UTC; the export is recorded too.',
    ],
    mind: [
      'Entries are only added and are chained: the check of the data on the server finds one that was removed or changed.',
    ],
  },
  outbox: {
    title: 'Not carried out',
    purpose:
      'Letters and other actions that the program could not carry out: after eight failed attempts it stops and waits for you.',
    steps: [
      'Read the error and open the case it is about.',
      'Remove the cause and press Repeat: the action, and all that waits behind it, goes on.',
      'When the action is no longer needed, drop it and write why.',
    ],
    mind: [
      'A dropped action is never carried out: the letter does not leave, the tenancy does not begin. Do it by hand where it is needed.',
      'An action of an unknown kind is left to a newer version of the program: it usually goes away once an update is finished.',
    ],
  },
  status: {
    title: 'State of the site',
    purpose:
      'Whether the site is well: what is late, has stopped, fails or is full, as of the moment you open the page.',
    steps: [
      'Read the first word of each line: In order, Have a look (today) or Act now.',
      'Follow its link, or look the case up in docs/operations/alerts.md with whoever keeps the server.',
      'Load the page again to see whether it has helped.',
    ],
    mind: [
      'A letter that was given up reached nobody and stays on the page for seven days: tell its reader in another way.',
    ],
  },
  reports: {
    title: 'Charts and reports',
    purpose: 'Occupancy, the course of applications, days a stage, area by use, rent waived.',
    steps: [
      'Choose a month, quarter, year or your own days.',
      'Below each chart is its table.',
      'Export Excel, CSV or PDF: the numbers are the same.',
    ],
    mind: ['Reports name no applicants.'],
  },
  keyboard: {
    title: 'Working from the keyboard',
    purpose: 'Lists can be worked without a mouse.',
    steps: [
      '? shows all keys.',
      'From a page that you opened from a list, the link to the next item in the staff bar, or n, leads on to the next.',
      'On this page you can turn them off.',
    ],
  },
  help: {
    title: 'Help',
    purpose: 'What each page is for, a first day, and a manual to print.',
    steps: [
      '“About this page” at the top of each page is the same text.',
      'If you are new, begin with “First day”.',
      'The manual is made of the same texts; print it or save it as PDF.',
    ],
  },
}
