/** The terms that an offer keeps. */
export const offeredTerms = {
  'offer.terms.title': 'Что предлагает город',
  'offer.terms.about':
    'Если вы примете предложение, в договоре будет то же самое, даже если объявление за это время изменится.',
  'offer.terms.draft': 'Проект договора (PDF)',
  'offer.terms.rent-after': 'Рыночная плата после этого срока (на день предложения)',
  'offer.terms.handover': 'Передача помещения',
  'offer.terms.handover.from': 'не раньше {day}',
  'offer.terms.handover.any': 'сразу после подписания договора',
  'offer.terms.conditions': 'Условия',
  'offer.terms.condition':
    '{what}: {count, plural, one{в течение # дня} few{в течение # дней} many{в течение # дней} other{в течение # дня}} после принятия предложения',
  'application.terms-since':
    'Предложение отличается от того, что было на вашей странице. Прочитайте его ниже, прежде чем принимать.',
  'lease.pdf.rent-after.offered': 'Рыночная плата после этого срока (как в предложении от {day})',
  'lease.pdf.of-offer':
    'Проект к предложению, это ещё не договор. Суммы, месяцы и условия взяты из предложения; места в квадратных скобках ещё предстоит решить.',
}
