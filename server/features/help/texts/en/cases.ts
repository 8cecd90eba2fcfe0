import type { HelpTexts } from '#features/help/topics.ts'

export const cases: HelpTexts<'cases'> = {
  desk: {
    title: 'Desk',
    purpose: 'What waits for you today, the most urgent first, one click from done.',
    steps: [
      'Begin with “Today”: what is overdue and what is due today.',
      'Open a line, do it and come back: what is done is gone from the list.',
      'Each group shows the most urgent few; its heading leads to the rest.',
    ],
    mind: ['You see only what your role can do, and the numbers are those of the lists.'],
  },
  absence: {
    title: 'Days away and cover',
    purpose: 'When you are away, and who does your work.',
    steps: [
      'Enter the first and the last day and choose who covers.',
      'Administrators do the same for others on a colleague’s page.',
      'Back earlier: cancel the days.',
    ],
    mind: ['The cover may do what their own role may; scores and decisions pass to nobody.'],
  },
  calendar: {
    title: 'Calendar',
    purpose:
      'What the office has before it, day by day: viewings, interviews, deadlines, inspections, handovers, holidays.',
    steps: [
      'Choose a day or a week and, if you like, what to show.',
      'An entry leads to where something is done about it.',
      'Print the page: a week fits on a sheet.',
      '“Calendar subscription” brings the same dates to your phone.',
    ],
    mind: [
      'Everybody sees what their role may see; the calendar names nobody.',
      'The address of a subscription needs no password: renew it if others have it.',
    ],
  },
  search: {
    title: 'Search everything',
    purpose: 'One box finds premises, applications, people, tenancies and enquiries.',
    steps: [
      'Press / or click the box at the top.',
      'Type a code, a reference, a name, the whole e-mail address of an applicant, or the last four digits of a phone number.',
      'Write names in any script: ivanov also finds Иванов.',
    ],
    mind: ['Only what you may open is found. What you search for is not logged.'],
  },
  applications: {
    title: 'Queue of applications',
    purpose: 'All applications: which step, with whom, and how many days they have waited.',
    steps: [
      'Narrow the list with the steps and filters at the top.',
      'A column heading sorts; a reference opens the application.',
      'A decider may tick several and decide them together.',
    ],
    mind: [
      'A case on which you have declared a conflict is closed to you.',
      'While an applicant answers a request, the clock stands still.',
    ],
  },
  case: {
    title: 'One application',
    purpose: 'All about one case: whose turn it is and until when, documents, letters, scores, history.',
    steps: [
      'The head says the step, who has to act and by which day.',
      '“What to do now” has only what you can do.',
      'Notes are for colleagues, messages for the applicant; they never mix. Choose a colleague below a note, or write @ and the name: it stands on their desk until they have looked.',
      'What you write in a language that the applicant does not read is marked. Translate it there, pass it to a colleague, or send it as it is and say why.',
    ],
    mind: [
      'Declare your interests before you assess or decide: the content of the case opens after that.',
      'Each look at a passport is recorded, and the applicant sees it.',
    ],
  },
  documents: {
    title: 'Checking documents',
    purpose: 'Look at each document and say whether it is accepted or what is wrong.',
    steps: [
      'Choose a document: it opens beside the case, and nothing is downloaded.',
      'Accept it, or choose a reason from the list and explain.',
      'Findings can go straight into an information request.',
    ],
    mind: [
      'A file that has not been scanned does not open.',
      'A translation stands beside the answer and never changes it.',
    ],
  },
  requests: {
    title: 'Information request',
    purpose: 'Tell the applicant once all that is to be corrected, and by when.',
    steps: [
      'Add items, with ready-made texts or your own.',
      'Set the day in working days; holidays are counted.',
      'When the answer comes, changes are marked and the case goes back to its step.',
    ],
    mind: [
      'The applicant can change only what was asked.',
      'A reminder goes out before the day; it can be extended with a reason.',
    ],
  },
  interviews: {
    title: 'Interview',
    purpose: 'Fix the time, place and interpreter, and record how it went.',
    steps: [
      'Give the time, the place or link, and whether an interpreter is needed.',
      'The applicant gets an e-mail with a calendar file.',
      'Record the outcome: then the case goes to the decision.',
    ],
  },
  assessment: {
    title: 'Assessment',
    purpose: 'Each reviewer scores alone by the rubric and says why.',
    steps: [
      'Declare your interests first; a conflict hands the case on.',
      'Score each criterion and write the reason.',
      'You see the others’ scores when all are in.',
    ],
    mind: ['Scores that were sent are locked.', 'A wide spread must be discussed before the decision.'],
  },
  decision: {
    title: 'Decision',
    purpose: 'Somebody who did not review the case decides and gives reasons.',
    steps: [
      'Check the scores, the waiting list and whether the unit is free.',
      'Choose the decision and its reasons, and add your own words.',
      'The letter is written in the applicant’s language and Chinese, and published where that is due.',
    ],
    mind: [
      'Who reviewed a case cannot decide it.',
      'Objections are answered before an offer is made, within the working days of a decision, by somebody who neither scored the case nor announced the decision.',
    ],
  },
  bulk: {
    title: 'Deciding several at once',
    purpose: 'One decision for many cases; before you confirm you see what becomes of each.',
    steps: [
      'Tick cases in the queue, choose the decision and the reason.',
      'Read the preview: it also names what cannot be done, and why.',
      'Confirm. What was interrupted goes on where it stopped and is not repeated.',
    ],
    mind: ['It can be undone for a set time, and later only case by case.'],
  },
  waiting: {
    title: 'Waiting list',
    purpose: 'Approved cases without premises, by score, then time.',
    steps: [
      'Premises that become free are offered to the first by themselves.',
      'A code shows who waits for this unit.',
      'Applicants are told a month before their wait ends.',
    ],
  },
  acceptance: {
    title: 'Conditions and contract',
    purpose: 'After an offer is accepted: meet the conditions one by one and record the contract.',
    steps: [
      'Give each condition a day; the applicant uploads the documents.',
      'Accept each, or set it aside with a reason.',
      'Issue the proof of address for registering a company; when all is met, record the contract.',
    ],
    mind: ['The amounts are those of the offer; new settings or listings do not change them.'],
  },
  handover: {
    title: 'Handover',
    purpose: 'Record meters, inventory and photos on the spot; the rent-free months start that day.',
    steps: [
      'Use a phone if you like: without a network everything stays on the device.',
      'Take photos on the page; where they were taken is removed.',
      'Send it and print the record for both to sign.',
    ],
    mind: ['The rent-free time ends on the handover day plus the rent-free months, less a day.'],
  },
  tenancies: {
    title: 'Tenancies',
    purpose: 'All tenancies: stage, what comes next, and the end of the rent-free time.',
    steps: [
      'Look for a tenant, a company, a unit or a number; filter by stage, building and what is due or waits.',
      'Shown first are those that last and ended ones that leave something to do; choose “All” for the rest.',
      'What comes next: reports, inspections, cures, answers about renewal.',
      'The code of the unit opens the tenancy.',
    ],
  },
  tenancy: {
    title: 'One tenancy',
    purpose: 'Its stages, obligations, reports, inspections, pauses, renewal and end.',
    steps: [
      'Record the licence and the opening day.',
      'Read quarterly reports; plan inspections and set a day to cure.',
      'Both sides get letters 12, 6, 3 and 1 months before the rent-free time ends.',
    ],
    mind: [
      'A pause moves the end and stays in the history.',
      'Termination needs a ground from the list.',
      'What tenants answer to findings stands on the desk until it is marked as read.',
    ],
  },
  earlier: {
    title: 'Tenancies from before the site',
    purpose: 'Who had a unit before applications were made here: their premises are taken, and figures count them.',
    steps: [
      'A listing manager enters one, or loads a file: it is checked first, cell by cell.',
      'Say whether rent is free and until when: the report on waived rent counts it.',
      'When the contract ends, it stands on the desk of the listing manager.',
      'When the tenant leaves, end the tenancy: the unit can be offered again.',
    ],
    mind: ['A unit that somebody has cannot be entered twice.'],
  },
}
