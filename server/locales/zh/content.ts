import type { content as ru } from '../ru/content.ts'

/** What the staff write for everybody: drafts and previews of incentives and zones. */
export const content: Record<keyof typeof ru, string> = {
  'content.markdown':
    '长文本（详细说明、适用对象）可用简单标记：空行分段，**加粗**，*强调*，“- ”为列表，“1. ”为编号列表，[链接文字](https://…)，“## ”为小标题，“### ”为更小的标题，用“|”分隔的行为表格。HTML 和图片不起作用，按原文显示。',
  'content.draft-waits': '有草稿待发布',
  'content.readers-see-published': '访客看到的是已发布的内容。您保存的修改为草稿，点击“发布”后才对外显示。',
  'content.save-draft': '保存草稿',
  'content.discard': '删除草稿',
  'content.discarded': '草稿已删除，已发布的内容未变。',
  'content.preview': '预览',
  'content.preview.lead': '发布后访客看到的页面即如下所示。',
  'content.preview.back': '返回编辑',
  'content.stale': '您编辑期间，其他同事已修改该内容',
  'content.stale.lead': '您输入的内容仍保留在表单中。以下为与您不同之处的当前内容；如仍以您的为准，请再次保存。',
  'incentives.staff.event.drafted': '保存草稿',
  'incentives.staff.event.discarded': '删除草稿',
  'acted.act.incentive.created': '新增优惠政策',
  'acted.act.incentive.drafted': '保存优惠政策草稿',
  'acted.act.incentive.published': '发布优惠政策',
  'acted.act.incentive.unpublished': '撤回优惠政策',
  'acted.act.incentive.discarded': '删除优惠政策草稿',
}
