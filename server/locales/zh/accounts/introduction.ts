import type { introduction as ru } from '#server/locales/ru/accounts/introduction.ts'

export const introduction: Record<keyof typeof ru, string> = {
  'introduction.title': '向来访者介绍您',
  'introduction.lead':
    '预约由您陪同看房的人，会看到按其文字书写的您的姓名，以及可在迟到时联系的电话。其他人看不到该电话。',
  'introduction.about': '您姓名的俄文、拉丁和中文写法，以及供预约看房者联系的电话。',
  'introduction.link': '来访者看到的姓名和电话',
  'introduction.names': '姓名的其他写法',
  'introduction.name.ru': '姓名（俄文）',
  'introduction.name.en': '姓名（拉丁字母）',
  'introduction.name.en.hint': '未填写俄文写法时，俄语读者也看到此写法。',
  'introduction.name.zh': '姓名（汉字）',
  'introduction.phone': '供来访者联系的电话',
  'introduction.phone.hint': '含国家代码，例如 +86 131 0453 0000。仅在看房结束前可见；您的账号停用后即删除。',
  'introduction.saved': '已保存，来访者即刻可见。',
}
