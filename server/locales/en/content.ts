import type { content as ru } from '../ru/content.ts'

/** What the staff write for everybody: drafts and previews of incentives and zones. */
export const content: Record<keyof typeof ru, string> = {
  'content.markdown':
    'Long texts (the full text and who can use it) understand marks: an empty line begins a paragraph, **bold**, *italic*, “- ” a list, “1. ” a numbered one, [words of a link](https://…), “## ” a heading, “### ” a smaller one, lines with “|” a table. HTML and pictures have no effect: they stay text.',
  'content.draft-waits': 'Draft waiting',
  'content.readers-see-published': 'Readers see the published text. What you save stays a draft until you publish it.',
  'content.save-draft': 'Save draft',
  'content.discard': 'Discard the draft',
  'content.discarded': 'The draft is gone. The published text has not changed.',
  'content.preview': 'Preview',
  'content.preview.lead': 'Readers will see the page like this once it is published.',
  'content.preview.back': 'Back to editing',
  'content.stale': 'Somebody else changed this record while you were writing',
  'content.stale.lead':
    'All that you typed is still in the fields. Below is what is stored now where yours differs. If yours is right, save it again.',
  'incentives.staff.event.drafted': 'Draft saved',
  'incentives.staff.event.discarded': 'Draft discarded',
  'acted.act.incentive.created': 'Incentive created',
  'acted.act.incentive.drafted': 'Draft of an incentive saved',
  'acted.act.incentive.published': 'Text of an incentive published',
  'acted.act.incentive.unpublished': 'Incentive withdrawn from the site',
  'acted.act.incentive.discarded': 'Draft of an incentive discarded',
}
