import type { sessions as ru } from '#server/locales/ru/accounts/sessions.ts'

export const sessions: Record<keyof typeof ru, string> = {
  'sessions.title': '登录设备',
  'sessions.lead': '您目前登录的设备。如有不认识的设备，请将其退出并修改密码。',
  'sessions.link': '查看登录设备',
  'sessions.current': '当前设备',
  'sessions.end': '退出',
  'sessions.ended': '已退出该设备。',
  'sessions.device.unknown': '未知设备',
  'sessions.from.unknown': '未记录网络',
  'sessions.facts': '登录时间 {since}，最近使用 {seen}，网络 {from}',
  'people.event.session_ended': '管理员结束登录',
}
