import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'

/** The question, what came of it, or that the link is of no use. */
type Answer = 'question' | 'done' | 'dead'
type KeepPage = { title: string; text: string; question: boolean; signIn: string }
export const renderKeep = view<KeepPage>('privacy/keep')

const texts = {
  question: 'privacy.keep.lead',
  done: 'privacy.deletion.kept-on',
  dead: 'privacy.keep.dead',
} as const

export const keepPage = ({ t, locale }: Reader, answer: Answer): KeepPage => ({
  title: t(answer === 'dead' ? 'account.link-dead.title' : 'privacy.keep.title'),
  text: t(texts[answer]),
  question: answer === 'question',
  signIn: pathTo(locale, '/sign-in'),
})
