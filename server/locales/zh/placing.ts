import type { placing as ru } from '../ru/placing.ts'

/** Where a premises or a building stands on the plan. */
export const placing: Record<keyof typeof ru, string> = {
  'placing.title': '平面位置：{code}',
  'placing.heading': '平面位置',
  'placing.hint': '起点距离为街道起点至房源近侧墙面的米数。下方平面图按所填内容显示该楼层。',
  'placing.preview': '在平面图上预览',
  'placing.back': '返回房源',
  'placing.plan': '{building} 楼 {floor} 层：{code} 的位置及相邻房源',
  'placing.unclear': '各项填写完整后显示平面图。',
  'placing.doubts': '请核对位置：',
  'placing.overlap': '与相邻房源重叠：{codes}。',
  'placing.outside': '超出楼栋墙体范围。',
  'placing.other-row': '该楼栋位于街道另一侧。',
  'placing.street-wall': '靠院内的房源没有临街墙面，但登记了临街入口、橱窗或门面。',
  'placing.yard-wall': '临街的房源没有朝院墙面，但登记了朝院的独立入口。',
  'placing.frontage': '门面宽度大于平面图上的宽度。',
  'placing.ask': '位置存在疑点，请在平面图下方确认，或修改后再保存。',
  'placing.confirm': '已核对无误，按此保存',
  'placing.saved': '位置已保存。',
  'placing.building.title': '平面位置：{code} 楼',
  'placing.building.hint':
    '起点距离为街道起点至楼栋近侧墙面的米数。下方平面图按所填内容显示该楼栋，并显示楼内房源的现有位置和相邻楼栋。',
  'placing.building.back': '返回楼栋',
  'placing.building.plan': '{code} 楼及其房源、相邻楼栋',
  'placing.building.overlap': '与以下楼栋重叠：{codes}。',
  'placing.building.far': '距街上其他楼栋均超过 100 米。',
  'placing.building.units': '{count, plural, other{# 套房源超出楼栋墙体：{codes}}}',
  'placing.building.floors': '无法保存：{count, plural, other{# 套房源所在楼层将不存在：{codes}}}',
}
