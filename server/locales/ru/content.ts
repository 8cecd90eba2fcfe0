/** What the staff write for everybody: drafts and previews of incentives and zones. */
export const content = {
  'content.markdown':
    'Длинные тексты (полный текст и условия) понимают разметку: пустая строка начинает абзац, **жирный**, *курсив*, «- » — список, «1. » — нумерованный, [слова ссылки](https://…), «## » — подзаголовок, «### » — мельче, таблица из строк с «|». HTML и картинки не действуют: остаются текстом.',
  'content.draft-waits': 'Есть черновик',
  'content.readers-see-published':
    'Посетители видят опубликованный текст. Ваши изменения остаются черновиком, пока вы не нажмёте «Опубликовать».',
  'content.save-draft': 'Сохранить черновик',
  'content.discard': 'Удалить черновик',
  'content.discarded': 'Черновик удалён. Опубликованный текст не изменился.',
  'content.preview': 'Предпросмотр',
  'content.preview.lead': 'Так страницу увидят посетители после публикации.',
  'content.preview.back': 'Вернуться к правке',
  'content.stale': 'Пока вы писали, эту запись изменил кто-то другой',
  'content.stale.lead':
    'Всё, что вы ввели, осталось в полях. Ниже — что записано сейчас там, где у вас иначе. Если верно ваше, сохраните ещё раз.',
  'incentives.staff.event.drafted': 'Сохранён черновик',
  'incentives.staff.event.discarded': 'Черновик удалён',
  'acted.act.incentive.created': 'Создана льгота',
  'acted.act.incentive.drafted': 'Сохранён черновик льготы',
  'acted.act.incentive.published': 'Опубликован текст льготы',
  'acted.act.incentive.unpublished': 'Льгота снята с публикации',
  'acted.act.incentive.discarded': 'Удалён черновик льготы',
} as const
