/** What the staff write for everybody: drafts and previews of incentives and zones. */
export const content = {
  'content.markdown':
    'Длинные тексты (полный текст и условия) понимают разметку: пустая строка начинает абзац, **жирный**, *курсив*, «- » — список, «1. » — нумерованный, [слова ссылки](https://…), «## » — подзаголовок, «### » — мельче, таблица из строк с «|». HTML и картинки не действуют: остаются текстом.',
} as const
