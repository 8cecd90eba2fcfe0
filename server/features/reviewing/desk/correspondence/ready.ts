import type { AnswerTemplate } from '#models/reviewing/answer-template.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { fillReadyAnswers, type GapValues } from '#shared/texts/filling.ts'
import { formatDay } from '#shared/texts/format.ts'
import { translatorFor } from '#shared/texts/i18n.ts'

type About = Pick<CaseFile, 'application' | 'recipient'>

/**
 * Returns the ready-made answers in the applicant's language, filled in from the case. Unknown values stay as visible gaps.
 * As in every message, the author is the office.
 */
export function readyTexts(about: About, templates: readonly AnswerTemplate[]): CaseFile['ready'] {
  const values = valuesOf(about)
  return fillReadyAnswers(templates, about.recipient.language, values).map(({ _id, name, text }) => ({
    value: _id.toHexString(),
    label: name,
    text,
  }))
}

function valuesOf({ application, recipient: { language } }: About): GapValues {
  const { applicantName: name, reference, heldPremises, premises, answerBy, offer, state } = application
  const unit = heldPremises ?? premises[0]
  const day = state === 'offered' ? offer?.deadline : answerBy
  return {
    officer: translatorFor(language)('apply.messages.office'),
    ...(name ? { name } : {}),
    ...(reference ? { reference } : {}),
    ...(unit ? { premises: unit } : {}),
    ...(day ? { date: formatDay(language, day) } : {}),
  }
}
