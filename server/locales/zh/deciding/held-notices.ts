import type { heldNotices as ru } from '#server/locales/ru/deciding/held-notices.ts'

export const heldNotices: Record<keyof typeof ru, string> = {
  'case.queue.scope.notice_held': '公示待人工处理',
  'desk.notices': '待人工处理的公示',
  'notice.fact.waits': '等待的申请',
  'case.now.offer_waits':
    '公示期已满，无人提出异议。因申请人在申请 {reference} 中另有入驻通知，暂不能发出入驻通知。该申请办结或签订合同后，系统将自动发出入驻通知。如不宜继续预留该房源，请退回评审，房源即被释放。',
  'case.event.offer_waits': '入驻通知等待同一申请人的另一份申请',
  'apply.timeline.offer_waits': '公示期已满，入驻通知等待您的另一份申请',
  'apply.state.offer_waits': '入驻通知等待您的另一份申请',
  'apply.next.offer_waits':
    '公示期已满，无人提出异议，该房源已为您预留。同一申请人不能同时有两份入驻通知，而您在申请 {reference} 中另有入驻通知。您放弃该次入驻或该申请签订合同后，我们会立即为本申请发出入驻通知。',
  'standing.happened.offer_waits': '公示期已满且无异议，入驻通知等待同一申请人的另一份申请。',
  'standing.otherwise.offer_waits':
    '另一份申请办结或签订合同后，入驻通知将自动发出。在此之前房源继续预留，但办公室可将申请退回评审。',
  'mail.application-offer-waits.subject': '申请 {reference}：入驻通知等待您的另一份申请',
  'mail.application-offer-waits.body':
    '申请 {reference} 的公示期已满，无人提出异议，房源 {premises} 已为您预留。\n\n因您在申请 {other} 中另有入驻通知，我们暂不能发出本入驻通知。您放弃该次入驻或该申请签订合同后，我们会立即为本申请发出入驻通知。',
  'mail.application-offer-waits.action': '查看申请',
  'mail.case-offer-waits.subject': '申请 {reference}：入驻通知等待另一份申请',
  'mail.case-offer-waits.body':
    '申请 {reference} 的公示期已满，但申请人在申请 {other} 中另有入驻通知。房源 {premises} 继续预留。\n\n该申请办结或签订合同后，系统将自动发出入驻通知。如不宜等待，请将申请退回评审，房源即被释放。',
  'mail.case-offer-waits.action': '打开申请',
}
