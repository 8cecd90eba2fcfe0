import type { installed as ru } from '../ru/installed.ts'

export const installed: Record<keyof typeof ru, string> = {
  'installed.short-name': '创业街',
  'installed.offline': '无法连接网站',
  'installed.offline.sentence': '页面未能打开，您可能没有联网。填写的内容没有提交。',
  'installed.offline.again': '重试',
  'installed.offline.here': '离线时可以查看',
  'installed.offline.none': '本设备尚未保存任何内容。请在联网时收藏房源，离线时即可查看。',
  'installed.copy': '当前无法连接网站。这是{when}保存的副本，此后状态和条件可能已有变化。',
  'installed.saved': '保存于{when}',
}
