import type { brand as ru } from '#server/locales/ru/programme/brand.ts'

export const brand: Record<keyof typeof ru, string> = {
  'brand.title': '标志与颜色',
  'brand.lead': '网站的外观标识。修改后所有人立即可见，也可以恢复原样。',
  'brand.history': '历史值及修改人见项目设置页面',
  'brand.accent.title': '颜色',
  'brand.accent.about':
    '按钮、链接和选中项统一使用一种颜色。深色模式和鼠标悬停时的色调由网站自动生成。房源状态（待租、已预留、已出租等）的颜色不变。',
  'brand.accent.hint': '例如 {colour}；留空则使用该颜色，即网站原有颜色。',
  'brand.accent.pick': '用取色器选择',
  'brand.accent.show': '先预览，不保存',
  'brand.accent.saved': '颜色已保存。',
  'brand.accent.wrong': '请填写 # 加六位数字或字母 a 至 f，例如 #0f5f57。',
  'brand.accent.pale':
    '颜色太浅：{where}的对比度为{reached}\u00a0:\u00a01，至少需要{needed}\u00a0:\u00a01。请选择更深的颜色。',
  'brand.accent.good': '颜色 {colour} 可用，在各处都清晰易读。',
  'brand.accent.contrast': '{where}的对比度：{reached}\u00a0:\u00a01',
  'brand.accent.on.white': '与白色（按钮文字）',
  'brand.accent.on.paper': '与页面背景',
  'brand.accent.on.panels': '与彩色面板',
  'brand.accent.stale': '您选择期间，其他同事已将颜色设为 {colour}。您填写的颜色仍保留在表单中，如需采用请再次保存。',
  'brand.logo.title': '标志',
  'brand.logo.about':
    '显示在网站页眉，取代原有的房屋图标：一般位于名称左侧，较宽的位于名称上方。接近正方形的标志还会显示在浏览器标签页上。',
  'brand.logo.choose': '标志文件',
  'brand.logo.hint':
    'PNG、JPEG 或 WebP，不超过 {limit}。建议使用高度不少于80像素的透明背景 PNG。深色模式下标志衬以白底。',
  'brand.logo.send': '上传标志',
  'brand.logo.remove': '移除标志',
  'brand.logo.saved': '标志已保存。',
  'brand.logo.removed': '标志已移除，页眉恢复原有的房屋图标。',
  'brand.logo.day': '浅色背景上的标志',
  'brand.logo.night': '深色背景上的标志',
  'brand.logo.named': '图片 {name}',
  'brand.logo.refused.none': '请选择标志文件。',
  'brand.logo.refused.damaged': '该文件无法作为图片打开。请重新保存标志后再试。',
  'brand.logo.refused.type': '仅支持 PNG、JPEG 和 WebP。SVG 请先另存为 PNG。',
  'brand.logo.refused.large': '文件超过 {limit}，请缩小图片。',
  'brand.logo.refused.several': '请只选择一个文件。',
  'brand.logo.refused.small': '图片太小：每边至少24像素，建议不少于80像素。',
  'brand.logo.refused.faint': '该标志在白色背景上看不清，请改用适合浅色背景的版本。',
  'brand.logo.refused.stale': '您选择期间，其他同事已更换标志。请先查看，如有需要再重新上传。',
}
