export const documents = {
  'document.kind.passport': 'Паспорт',
  'document.kind.business_plan': 'Бизнес-план',
  'document.kind.experience': 'Опыт: портфолио, фотографии, рекомендации',
  'document.kind.company_extract': 'Выписка из реестра компаний',
  'document.kind.company_charter': 'Устав компании',
  'document.kind.ownership_statement': 'Сведения о владельцах',
  'document.kind.power_of_attorney': 'Доверенность',
  'document.kind.agent_passport': 'Паспорт представителя',
  'document.kind.permit': 'Разрешение (питание, алкоголь, санитария)',
  'document.kind.fit_out_drawing': 'Чертежи отделки',
  'document.kind.business_licence': 'Лицензия на ведение деятельности',
  'document.kind.notarised_translation': 'Нотариальный перевод с апостилем',
  'upload.hint':
    '{types}. Один файл\u00a0— до {fileLimit}, вся заявка\u00a0— до {files} файлов и {totalLimit}. Можно выбрать сразу несколько.',
  'upload.none': 'Выберите хотя бы один файл.',
  'upload.broken': 'Файлы дошли не полностью, поэтому ничего не сохранено. Отправьте их ещё раз.',
  'upload.flood': 'В одной отправке слишком много данных, ничего не сохранено. Разделите файлы на несколько отправок.',
  'upload.refused.empty': '«{name}»: файл пустой, в нём 0 байт.',
  'upload.refused.too-large': '«{name}»: файл больше {fileLimit}. Уменьшите его или разделите на части.',
  'upload.refused.extension': '«{name}»: такой тип файла не принимается. Подходят {types}.',
  'upload.refused.content':
    '«{name}»: содержимое не соответствует расширению файла. Сохраните его заново в нужном формате: {types}.',
  'upload.refused.unpacked':
    '«{name}»: внутри слишком много данных для документа. Сохраните его как PDF не больше {fileLimit}.',
  'upload.refused.damaged': '«{name}»: файл повреждён или защищён паролем. Сохраните его без пароля и отправьте снова.',
  'upload.refused.pixels': '«{name}»: в изображении больше 50 млн пикселей. Уменьшите его и отправьте снова.',
  'upload.refused.too-many':
    '«{name}» не сохранён: в заявке может быть не больше {files, plural, one{# файла} few{# файлов} many{# файлов} other{# файла}}.',
  'upload.refused.no-room': '«{name}» не сохранён: все файлы заявки вместе\u00a0— не больше {totalLimit}.',
} as const
