import type { brand as ru } from '../ru/brand.ts'

export const brand: Record<keyof typeof ru, string> = {
  'brand.title': '标志与颜色',
  'brand.lead': '网站的外观标识。修改后所有人立即可见，也可以恢复原样。',
  'brand.history': '历史值及修改人见项目设置页面',
  'brand.accent.title': '颜色',
  'brand.accent.about':
    '按钮、链接和选中项统一使用一种颜色。深色模式和鼠标悬停时的色调由网站自动生成。房源状态（可申请、保留中、已租出等）的颜色不变。',
  'brand.accent.hint': '例如 {colour}；留空则使用该颜色，即网站原有颜色。',
  'brand.accent.pick': '用取色器选择',
  'brand.accent.show': '先预览，不保存',
  'brand.accent.saved': '颜色已保存。',
  'brand.accent.wrong': '请填写 # 加六位数字或字母 a 至 f，例如 #0f5f57。',
  'brand.accent.pale': '颜色太浅：{where}的对比度为 {reached} : 1，至少需要 {needed} : 1。请选择更深的颜色。',
  'brand.accent.good': '颜色 {colour} 可用，在各处都清晰易读。',
  'brand.accent.contrast': '{where}的对比度：{reached} : 1',
  'brand.accent.on.white': '与白色（按钮文字）',
  'brand.accent.on.paper': '与页面背景',
  'brand.accent.on.panels': '与彩色面板',
  'brand.accent.stale': '您选择期间，其他同事已将颜色设为 {colour}。您填写的颜色仍保留在表单中，如需采用请再次保存。',
}
