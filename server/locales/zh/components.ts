import type { components as ru } from '../ru/components.ts'

export const components: Record<keyof typeof ru, string> = {
  'components.title': '页面部件',
  'components.lead': '各页面共用的全部部件及其各种状态。本页仅在开发环境中提供。',
  'components.schemes': '浅色或深色',
  'components.system': '跟随系统',
  'components.light': '浅色',
  'components.dark': '深色',
}
