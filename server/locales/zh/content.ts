import type { content as ru } from '../ru/content.ts'

/** What the staff write for everybody: drafts and previews of incentives and zones. */
export const content: Record<keyof typeof ru, string> = {
  'content.markdown':
    '长文本（详细说明、适用对象）可用简单标记：空行分段，**加粗**，*强调*，“- ”为列表，“1. ”为编号列表，[链接文字](https://…)，“## ”为小标题，“### ”为更小的标题，用“|”分隔的行为表格。HTML 和图片不起作用，按原文显示。',
}
