import type { readyFindings as ru } from '#server/locales/ru/tenancies/ready-findings.ts'

/** Ready texts of findings: a title for the office and what the tenant reads. */
export const readyFindings: Record<keyof typeof ru, string> = {
  'finding.template.use_other': 'Unit used otherwise',
  'finding.template.use_other.text':
    'The unit is used for something other than the contract names. Go back to the agreed use, or ask the office to agree to another one.',
  'finding.template.passed_on': 'Unit used by somebody else',
  'finding.template.passed_on.text':
    'Somebody else uses the unit or a part of it. Subletting is not allowed: the unit has to come back to you.',
  'finding.template.not_open': 'Not open',
  'finding.template.not_open.text':
    'The day by which the shop had to open has passed, and there is no trade in the unit. Open, and answer this finding with photos of the open shop.',
  'finding.template.licence_missing': 'No business licence',
  'finding.template.licence_missing.text':
    'The business licence was not shown at the inspection. Answer this finding with a photo of it.',
  'finding.template.permit_missing': 'No permit',
  'finding.template.permit_missing.text':
    'What is done in the unit needs a permit that was not shown at the inspection. Obtain it; until then this activity has to stop.',
  'finding.template.altered': 'Alterations without consent',
  'finding.template.altered.text':
    'There are alterations in the unit for which there was no written consent. Give the drawings to the office for consent, or put everything back as it was.',
  'finding.template.damaged': 'Damage',
  'finding.template.damaged.text':
    'The unit, or what was handed over with it, is damaged. Put it right; photos from before and after can be added to the answer.',
  'finding.template.costs_unpaid': 'Unpaid costs',
  'finding.template.costs_unpaid.text': 'Heating, management or utilities are not paid. Pay them and show the proof.',
}
