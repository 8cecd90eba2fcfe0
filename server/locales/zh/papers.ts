import type { papers as ru } from '../ru/papers.ts'

export const papers: Record<keyof typeof ru, string> = {
  'document.scan.held': '正在进行病毒检查',
  'document.scan.held-note': '通常不到一分钟。检查结束前文件暂时无法打开，但我们已经收到。',
  'document.scan.infected': '已删除：含恶意代码',
  'document.scan.infected-note': '我们在该文件中发现恶意代码，已将其删除。请检查您的电脑，重新保存文件后另行上传。',
  'document.scan.clean': '未发现病毒',
  'document.scan.not-scanned': '未经病毒检查',
  'document.unreadable.held': '该文件仍在进行病毒检查，请稍后再打开。',
  'document.unreadable.infected': '该文件含有恶意代码，已被删除。',
  'document.infected.mend': '上传其他文件',
  'document.infected.intro': '我们在以下文件中发现恶意代码，已将其删除。请上传其他文件代替。',
  'document.version.current': '第 {version} 版，此前有 {earlier, plural, other{# 个版本}}',
  'document.review.received': '已收到',
  'document.review.checking': '审核中',
  'document.review.accepted': '已接受',
  'document.review.incorrect': '不正确',
  'document.review.incomplete': '不完整',
  'document.review.outdated': '已过期',
  'document.review.note': '说明：{note}',
  'mail.document-infected.subject': '文件未被接受：含恶意代码',
  'mail.document-infected.body':
    '我们在文件“{name}”（{kind}）中发现恶意代码，已将其删除。\n\n请检查您的电脑，重新保存文件后再次上传。您的其他文件不受影响。',
  'mail.document-infected.action': '上传其他文件',
}
