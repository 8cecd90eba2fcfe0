/** Around the texts of the help, which are in `server/features/help/texts`. */
export const help = {
  'help.title': 'Справка',
  'help.chapter.cases': 'Заявки и аренда',
  'help.chapter.street': 'Помещения и посетители',
  'help.chapter.office': 'Администрация',
  'help.tour': 'Первый день',
  'help.tour.start': 'Первый день',
  'help.tour.step': 'Первый день, шаг {number} из {count}',
  'help.manual': 'Руководство сотрудника',
  'help.manual.lead': 'Для вашей роли. Составлено из тех же пояснений, что стоят на страницах.',
  'help.manual.open': 'Руководство одной страницей',
  'help.manual.pdf': 'Руководство в PDF',
  'help.mind': 'Имейте в виду',
  'help.open': 'Открыть эту страницу',
  'help.beside': 'Об этой странице',
  'help.more': 'Эта тема в справке',
  'staff.menu.help': 'Справка',
} as const
