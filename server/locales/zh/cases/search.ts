/** The staff's box that finds everything. */
export const caseSearch = {
  'finding.title': '查询',
  'finding.title.of': '查询：{words}',
  'finding.label': '查询房源、申请、人员、租约、咨询留言',
  'finding.placeholder': '房源编号、申请编号、姓名、电话',
  'finding.go': '查询',
  'finding.found': '{count, plural, other{共#条结果}}',
  'finding.none': '未找到相关记录。请检查输入内容，或只输入开头部分。',
  'finding.hints': '可按以下方式查询：',
  'finding.hint.code': '房源编号，可省略前段：SFH-A-0107、A0107、0107；',
  'finding.hint.reference': '申请编号：SS-2026-000123、2026-123，或只输入123；',
  'finding.hint.name': '姓名，俄文、拉丁字母、汉字或拼音均可，可只输入开头：{examples}；',
  'finding.hint.phone': '电话号码的后四位。',
  'finding.hint.passport':
    '护照或身份证号码（完整号码或后四位）、电话号码的后四位，企业的 INN、OGRN 或统一社会信用代码。',
  'finding.more': '还有更多结果，查看完整列表',
  'finding.place': '{building}号楼{floor}层',
  'finding.submitted': '{day}提交',
  'finding.since': '自{day}起',
} as const
