/** Editing a listing: two people at once, and its history. */
export const listingEditing = {
  'listing.edit.reason': 'Почему изменили (для истории)',
  'listing.edit.fallen':
    'Тексты изменились, и отметка «проверено» снята: {languages}. Прочтите их ещё раз и отметьте снова.',
  'listing.clash.title': 'Пока вы работали, эту запись изменили. Ничего из введённого не потеряно',
  'listing.clash.choose': 'Эти поля изменили и вы, и коллега. Выберите, что оставить, и сохраните ещё раз.',
  'listing.clash.mine': 'У вас',
  'listing.clash.theirs': 'Сейчас в записи',
  'listing.clash.was': 'Было:',
  'listing.clash.who': '{who}, {at}',
  'listing.clash.theirs-only': 'Эти поля изменил только коллега. В форме ниже уже новые значения.',
  'listing.versions': 'Версии',
  'listing.versions.all': 'Все изменения и прежние версии',
  'listing.versions.title': '{code}: все изменения',
  'listing.versions.found':
    '{count, plural, =0{Изменений ещё не было} one{# запись} few{# записи} many{# записей} other{# записи}}',
  'listing.versions.number': 'Версия {number}',
  'listing.versions.look': 'Сравнить с нынешней',
  'listing.versions.one': '{code}: вернуть версию {number}',
  'listing.versions.explain':
    'Зачёркнутое исчезнет, подчёркнутое вернётся. Статус, сроки на сайте и фотографии останутся как есть; нынешняя версия сохранится в истории.',
  'listing.versions.restore': 'Вернуть эту версию',
  'listing.versions.same': 'Эта версия не отличается от нынешней.',
  'listing.versions.back': 'Ко всем изменениям',
  'listing.versions.restored': 'Возвращена версия {number}.',
  'listing.versions.stale': 'Пока вы смотрели, запись изменили. Проверьте различия ещё раз.',
  'listing.versions.impossible': 'Эту версию вернуть нельзя: её данные больше не проходят проверку.',
  'listing.event.version-restored': 'Возвращена прежняя версия',
} as const
