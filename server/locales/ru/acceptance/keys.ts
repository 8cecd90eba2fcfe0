/** Giving the keys: the form, and the record that comes of it. */
export const keys = {
  'keys.title': 'Передача помещения {premises}',
  'keys.kept': 'Сохранено на этом устройстве, пока форма не отправлена.',
  'keys.restored': 'Мы вернули то, что вы ввели на этом устройстве раньше.',
  'keys.offline': 'Нет связи. Всё, что вы ввели, осталось на этом устройстве: отправьте ещё раз, когда связь появится.',
  'keys.sending': 'Отправляем…',
  'keys.failed':
    'Отправить не получилось. Всё, что вы ввели, осталось на этом устройстве: попробуйте ещё раз немного позже.',
  'keys.items': 'Опись',
  'keys.items.hint':
    'Ключи, оборудование, мебель. Пустые строки не сохраняются. Если строк не хватит, допишите остальное ниже.',
  'keys.item.name': 'Что',
  'keys.item.count': 'Сколько',
  'keys.item.condition': 'Состояние',
  'keys.photos': 'Фотографии',
  'keys.photos.hint': 'JPEG, PNG или WebP, до 20 снимков. Место и модель телефона мы не храним.',
  'keys.photos.refused': 'Эти снимки не сохранены',
  'keys.photo': 'Снимок {number}',
  'keys.photo.remove': 'Удалить',
  'case.field.handedBy': 'Кто передал',
  'case.field.receivedBy': 'Кто принял',
  'keys.protocol.title': 'Акт передачи помещения {premises}',
  'keys.protocol.open': 'Открыть и напечатать',
  'keys.protocol.print': 'Чтобы получить бумажный акт, напечатайте эту страницу в браузере.',
  'keys.protocol.remarks': 'Замечания',
  'keys.protocol.signature': 'Подпись',
  'keys.protocol.none': 'Описи нет.',
} as const
