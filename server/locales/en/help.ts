import type { help as ru } from '../ru/help.ts'

/** Around the texts of the help, which are in `server/features/help/texts`. */
export const help: Record<keyof typeof ru, string> = {
  'help.title': 'Help',
  'help.chapter.cases': 'Applications and tenancies',
  'help.chapter.street': 'Premises and visitors',
  'help.chapter.office': 'Office',
  'help.tour': 'First day',
  'help.tour.start': 'First day',
  'help.tour.step': 'First day, step {number} of {count}',
  'help.manual': 'Staff manual',
  'help.manual.lead': 'For your role. Made of the same explanations that stand on the pages.',
  'help.manual.open': 'Manual on one page',
  'help.manual.pdf': 'Manual as PDF',
  'help.mind': 'Mind',
  'help.open': 'Open this page',
  'help.beside': 'About this page',
  'help.more': 'This topic in the help',
  'staff.menu.help': 'Help',
}
