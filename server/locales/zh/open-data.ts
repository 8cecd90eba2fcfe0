import type { openData as ru } from '../ru/open-data.ts'

export const openData: Record<keyof typeof ru, string> = {
  'open-data.problem.title': '无法识别请求参数',
  'open-data.problem.detail': '部分参数不符合要求，详见下列说明。',
  'open-data.problem.unknown': '没有此参数。',
  'open-data.problem.one-of': '可选值：{values}。',
  'open-data.problem.at-least': '不得小于{least}。',
  'open-data.problem.at-most': '不得大于{most}。',
  'open-data.problem.number': '应为数字。',
  'open-data.problem.once': '此参数只能填写一次。',
  'open-data.problem.cursor': '分页标记无效，请使用返回结果中 next 链接的标记。',
  'open-data.problem.form': '参数格式不正确。',
  'open-data.problem.method': '仅限读取',
  'open-data.problem.method-detail': '开放数据仅供读取，请使用 GET 或 HEAD。',
  'open-data.picture.demo': '演示数据',
}
