/** The site on the screen of a phone or computer. */
export const installed = {
  // Under an icon there is room for a dozen letters.
  'installed.short-name': 'Ул. стартапов',
  'installed.offline': 'Нет связи с сайтом',
  'installed.offline.sentence':
    'Страница не открылась: похоже, нет интернета. Если вы заполняли форму, она не отправлена.',
  'installed.offline.again': 'Попробовать ещё раз',
  'installed.offline.here': 'Можно читать без интернета',
  'installed.offline.none':
    'На этом устройстве ничего не сохранено. Добавьте помещения в избранное, пока есть интернет,\u00a0— их можно будет читать и без него.',
  'installed.copy':
    'Нет связи с сайтом. Перед вами копия, сохранённая {when}: с тех пор статус и условия могли измениться.',
  'installed.saved': 'сохранено {when}',
} as const
