import type { contract as ru } from '#server/locales/ru/acceptance/contract.ts'

/** The contract: a text complete enough to be edited by a lawyer; square brackets mark what the office has to decide. */
export const contract: Record<keyof typeof ru, string> = {
  'contract.clause.subject.title': 'Subject of the contract',
  'contract.clause.subject.text':
    'Party A gives Party B the unit described above for use free of rent under the programme of Startup Street; Party B takes it and uses it on the terms of this contract.\n\nParty A has the right to give the unit for use: [document that proves this right].\n\nWhat belongs to the unit, its equipment, the readings of the meters and known defects are described in the handover record; the record and the floor plan are part of this contract.',
  'contract.clause.term.title': 'Term',
  'contract.clause.term.text':
    'The rent-free period is {term}. It begins on the day of the handover that the handover record names.\n\nWhere the period is paused under the rules of the programme, its end moves by as many days as the pause has lasted.\n\nWhen the period is over this contract ends, unless the parties have agreed before, in writing, on a renewal or on a paid tenancy. The market rent is named above as of the day on which this contract was prepared, and may change.\n\nParty B asks for a renewal on the page of the tenancy. [How long before the end it has to ask.]',
  'contract.clause.payments.title': 'What is paid nevertheless',
  'contract.clause.payments.text':
    'During the rent-free period no rent is due.\n\nParty B pays the management fee and the heating in the amounts named above, and electricity, water and other utilities by the meters and at the suppliers’ prices.\n\nTaxes and fees on its own business are paid by Party B.\n\n[When, how and to whom payments are made; what follows when they are late.]',
  'contract.clause.deposit.title': 'Deposit',
  'contract.clause.deposit.text':
    'The amount of the deposit is named above. [When and to which account it is paid.]\n\nAfter the return of the unit the deposit is paid back, less what Party B still owes under this contract. [Within what time.]',
  'contract.clause.handover.title': 'Condition and handover',
  'contract.clause.handover.text':
    'The unit is handed over in the condition that the handover record states: with the readings of the meters, the inventory, photos and signatures.\n\nAt the handover Party B looks at the unit and names the defects that it sees; they are entered in the record.\n\nDefects that could not be seen are reported by Party B as soon as it finds them. [Who puts them right, and within what time.]',
  'contract.clause.use.title': 'Use',
  'contract.clause.use.text':
    'The unit may be used only as named above, and for the business that the application describes. Any other use needs the written consent of Party A.\n\nParty B does nothing in the unit that the listing excludes for it, that the law forbids, or that needs a permit which Party B does not have.\n\n[Other uses that are not allowed; opening hours; signs.]',
  'contract.clause.alterations.title': 'Fit-out and alterations',
  'contract.clause.alterations.text':
    'Party B begins fit-out and alterations only with the written consent of Party A and by drawings that were agreed.\n\nParty B obtains the permits that they need; the works must harm neither the structure of the building nor fire safety.\n\n[Who pays for improvements, and what becomes of them when this contract ends.]',
  'contract.clause.upkeep.title': 'Upkeep and repairs',
  'contract.clause.upkeep.text':
    'Party B keeps the unit, and what was handed over with it, in order and makes good the damage that it causes.\n\n[Who repairs the structure and the systems of the building, and who the fit-out and the equipment.]',
  'contract.clause.insurance.title': 'Insurance',
  'contract.clause.insurance.text':
    '[What is insured, for what sum and at whose expense; when Party B shows the policy.]',
  'contract.clause.subletting.title': 'Subletting',
  'contract.clause.subletting.text':
    'Party B does not pass the unit on to others: neither by subletting it nor for use, in whole or in part, and it does not assign its rights under this contract.',
  'contract.clause.inspections.title': 'Inspections',
  'contract.clause.inspections.text':
    'Party A may inspect how the unit is used. A planned inspection is announced; one that is not planned may take place without notice.\n\nFindings are written down with the day by which they have to be cured. Party B may answer each of them.\n\n[Hours of inspections; who is present.]',
  'contract.clause.programme.title': 'Obligations under the programme',
  'contract.clause.programme.text':
    'Party B opens within {opening} of the handover. If Party A has not accepted its business licence before the handover, it obtains one within {licence} of the handover. Permits and acceptances that need a finished fit-out it obtains before it opens.\n\nIt reports turnover and jobs for every quarter of the tenancy and is assessed once a year. The days by which this is due are shown on the page of the tenancy.\n\nConditions that are listed below as not yet met, if any, are met by the days named there.\n\nWhere the period is paused, obligations that are not yet met and fall due after the pause has begun fall due as many days later as the pause lasts.',
  'contract.clause.breach.title': 'Breach',
  'contract.clause.breach.text':
    'Where Party B breaches this contract, Party A names the breach in writing and the day by which it has to be cured. [The shortest time to cure.]\n\nA party that causes damage to the other by a breach makes it good as the law provides. [A penalty, if the parties agree on one.]',
  'contract.clause.termination.title': 'End of the contract',
  'contract.clause.termination.text':
    'This contract ends when its period is over, when both parties agree, or by notice of Party B, which names the last day. [How long before that day notice is given.]\n\nParty A may terminate it where a breach was not cured in time; Party B did not open in time; reports are missing; heating, management or utilities are not paid; the unit was passed on to somebody else; it is used unlawfully, or for a use that was not agreed; or the application contained false information. [Other grounds.]\n\nTermination is decided by two officers and sent in writing, with its reasons. Where the decision names a time for appeal, it can be appealed within that time; until the appeal is answered the unit stays with Party B.',
  'contract.clause.return.title': 'Return of the unit',
  'contract.clause.return.text':
    'On the last day Party B gives the unit back cleared, with the keys. The parties look at it together, read the meters and make a record.\n\nThe unit is given back in the condition in which it was received, but for normal wear and for alterations that were agreed. [What is done with things left behind.]',
  'contract.clause.force-majeure.title': 'Force majeure',
  'contract.clause.force-majeure.text':
    'A party that cannot perform because of an event that could not be foreseen, avoided or overcome is not liable for it while the event lasts.\n\nIt tells the other party without delay and proves the event. [Within what time, and by what proof.]',
  'contract.clause.notices.title': 'Notices',
  'contract.clause.notices.text':
    'Notices under this contract are given in writing: on the pages of the application and of the tenancy, and to the e-mail address that the other party has named.\n\n[Postal addresses of the parties; when a notice counts as received.]',
  'contract.clause.disputes.title': 'Governing law and disputes',
  'contract.clause.disputes.text':
    '[Governing law: as a rule that of the People’s Republic of China, where the unit is; the lawyer confirms.]\n\nThe parties settle disputes by talks. Where they do not come to an agreement: [court or arbitration].',
  'contract.clause.languages.title': 'Languages',
  'contract.clause.languages.text':
    'This contract is made in Chinese and, where Party B needs another language, in that one as well. Where the texts differ, the Chinese one prevails.',
  'contract.clause.final.title': 'Final provisions',
  'contract.clause.final.text':
    'This contract comes into force when both parties have signed it and Party A has put its seal to it. Changes are made in writing.\n\n[Number of copies; annexes besides the handover record and the floor plan; other terms.]',
  'contract.title': 'Contract for the rent-free use of premises',
  'contract.draft':
    'Draft. The city’s lawyer confirms the text; square brackets mark what the office has still to decide.',
  'contract.party-a': 'Party A',
  'contract.party-a.name': 'Name',
  'contract.party-a.address': 'Address',
  'contract.party-a.gap': '[Name as on the seal]',
  'contract.party-a.signatory': 'Signatory',
  'contract.party-a.signatory.gap': '[Position and name; by what authority]',
  'contracts.days': '{count, plural, one{# day} other{# days}}',
  'contracts.months': '{count, plural, one{# month} other{# months}}',
  'contract.sign': 'Signature',
  'contract.sign.seal': 'Seal',
  'contract.sign.name': 'Name, position',
  'contract.sign.day': 'Place and date',
  'contract.sample': 'Sample: the facts are invented, the texts are those of the drafts.',
}
