/** Who needs which paper, and when, as applicants read it. */
export const papers = {
  'papers.when.application': 'Вместе с заявкой',
  'papers.when.contract': 'До договора',
  'papers.when.tenancy': 'После передачи помещения',
  'papers.name.identity_card': 'Удостоверение личности',
  'papers.name.fire_acceptance': 'Пожарная приёмка отделки',
  'papers.everybody': 'Все',
  'papers.citizens.chinese': 'Граждане Китая',
  'papers.citizens.foreign': 'Граждане всех стран, кроме Китая',
  'papers.by-agent': 'Если заявку подаёт представитель',
  'papers.vehicle.individual': 'частное лицо',
  'papers.vehicle.russian_company': 'российская компания или ИП',
  'papers.vehicle.chinese_company': 'существующая китайская компания',
  'papers.vehicle.chinese_company_to_be_founded': 'китайская компания, которую предстоит основать',
  'papers.vehicle.other_country': 'компания из другой страны',
  'papers.use.catering': 'общественное питание',
  'papers.use.workshop': 'мастерская',
  'papers.use.food': 'продукты',
  'papers.use.alcohol': 'алкоголь',
  'papers.use.hazard': 'опасные вещества',
  'papers.use.extraction': 'вытяжка',
  'papers.due.contract':
    'В течение {days, plural, one {# дня} few {# дней} many {# дней} other {# дня}} после принятия предложения.',
  'papers.due.late':
    'Если до передачи документ не принят\u00a0— в течение {days, plural, one {# дня} few {# дней} many {# дней} other {# дня}} после неё.',
  'papers.due.tenancy':
    'В течение {days, plural, one {# дня} few {# дней} many {# дней} other {# дня}} после передачи.',
  'papers.source.market_entities': 'Положение о регистрации субъектов рынка, в силе с',
  'papers.source.apostille_convention': 'Конвенция об апостиле, для Китая в силе с',
  'papers.source.food_safety_law': 'Закон КНР о безопасности пищевых продуктов в редакции от',
  'papers.source.hazardous_chemicals': 'Положение об опасных химических веществах, статья 33, в силе с',
  'papers.source.fire_protection_law': 'Закон КНР о пожарной безопасности, статья 13, в редакции от',
  'papers.line': '{who}. {due}',
  'papers.source-line': 'Источник: {name} {date}',
  'papers.unconfirmed': 'уточните в офисе',
  'papers.programme':
    'Где источник не назван, это правило программы: уточните его в офисе. Каждый документ спрашивают один раз.',
}
