import type { translations as ru } from '#server/locales/ru/reviewing/translations.ts'

export const translations: Record<keyof typeof ru, string> = {
  'translation.one': '答复翻译',
  'translation.title': '{question}：翻译（{language}）',
  'translation.original': '{question}：申请人原文',
  'translation.text': '译文',
  'translation.hint': '仅帮助同事阅读，不影响任何决定。申请人看不到。',
  'translation.save': '保存译文',
  'translation.back': '返回申请',
  'translation.saved': '译文已保存，仅工作人员可见。',
  'translation.mark': '工作人员翻译',
  'translation.who': '{language}；{name}，{when}',
  'translation.language.zh': '中文',
  'translation.language.en': '英文',
  'translation.add.zh': '译成中文',
  'translation.add.en': '译成英文',
  'translation.edit': '修改',
  'translation.outdated': '已过时：答复有变',
  'translation.outdated.hint': '翻译之后申请人修改了答复，请对照新内容核对译文。',
  'translation.stale': '您填写期间，同事已保存译文。您输入的内容仍在下方，请对比后保存更准确的版本。目前保存的内容为：',
}
