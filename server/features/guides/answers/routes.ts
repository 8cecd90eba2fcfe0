import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { paperLimits } from '#shared/files/paper-limits.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { dropInvalid } from '#web/forms/search-input.ts'
import { searchText } from '#web/forms/forms.ts'
import { anyone } from '#web/access/access.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import type { SessionAccount } from '#web/locals.ts'
import type { Breadcrumb, PageDiscovery } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { rentFreeSentence } from '#features/incentives/rent-free-document.ts'
import type { ProgrammeSettings } from '#features/programme/rules.ts'
import { appealableGrounds } from '#features/tenancies/rules.ts'
import { dutyDays } from '#shared/days/duty-days.ts'
import { answerTopics, questions, type Question } from './questions.ts'
import { searchAnswers } from './searching.ts'

const answersQuery = z.object({ q: dropInvalid(searchText) })

/** Questions and answers, for everyone. */
export function answerRoutes({ programme }: Pick<Services, 'programme'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/answers', anyone, cachePage('q'), async (req, res) => {
    const { q = '' } = answersQuery.parse(req.query)
    renderAnswers(res, answersPage(res.locals, { q, settings: await programme.settings() }))
  })

  return router
}

type Answer = {
  /** Its anchor on the page. */
  name: string
  question: string
  answer: string
  onward: { label: string; href: string }[]
}

type AnswersPage = PageDiscovery & {
  title: string
  description: string
  breadcrumb: Breadcrumb
  action: string
  q: string
  /** Results for `q`; null where nothing was searched for. */
  found: { title: string; answers: Answer[]; all: string } | null
  topics: { name: string; title: string; answers: Answer[] }[]
  links: { contact: string; steps: string }
}
const renderAnswers = view<AnswersPage>('guides/answers')

type Words = Reader & { account: SessionAccount | null }
type AnswersRequest = { q: string; settings: ProgrammeSettings }

function answersPage(reader: Words, { q, settings }: AnswersRequest): AnswersPage {
  const { t, locale } = reader
  const gaps = gapsOf(reader, settings)
  const answers = questions.map(question => ({ topic: question.topic, ...answerOf(reader, question, gaps) }))
  const found = q ? searchAnswers(answers, q) : null
  const here = pathTo(locale, '/answers')
  return {
    title: t('answers.title'),
    description: t('answers.lead'),
    breadcrumb: [{ label: t('nav.guides'), href: pathTo(locale, '/guides') }, { label: t('answers.title') }],
    action: here,
    q,
    found: found && {
      title: found.length > 0 ? t('answers.found', { count: found.length }) : t('answers.none'),
      answers: found,
      all: here,
    },
    topics: answerTopics.map(name => ({
      name,
      title: t(`answers.topic.${name}`),
      answers: answers.filter(({ topic }) => topic === name),
    })),
    links: { contact: pathTo(locale, '/contact'), steps: pathTo(locale, '/how-it-works') },
    structured: [
      {
        '@type': 'FAQPage',
        mainEntity: answers.map(({ question, answer }) => ({
          '@type': 'Question',
          name: question,
          acceptedAnswer: { '@type': 'Answer', text: answer },
        })),
      },
    ],
  }
}

type Gaps = Record<string, string | number>

/** Placeholders of the answers, filled with the programme's current settings. */
function gapsOf(reader: Reader, settings: ProgrammeSettings): Gaps {
  const { offerDays, answerDays, intakeDays, decisionDays, appealDays, draftDays, waitingMonths, rentFreeMonths } =
    settings
  const { fileLimit, totalLimit } = paperLimits(reader.locale)
  return {
    offerDays,
    answerDays,
    intakeDays,
    decisionDays,
    appealDays,
    draftDays,
    waitingMonths,
    rentFreeMonths,
    confirmation: rentFreeSentence(reader),
    appeals: appealableGrounds(settings),
    fileLimit,
    totalLimit,
    licenceDays: dutyDays.licence,
    openDays: dutyDays.opening,
    who: settings.citizenships === 'any' ? 'anybody' : 'listed',
  }
}

function answerOf({ t, locale, account }: Words, { name, onward }: Question, gaps: Gaps): Answer {
  const isColleague = account !== null && account.role !== 'applicant'
  return {
    name,
    question: t(`answers.${name}.question`, gaps),
    answer: t(`answers.${name}.answer`, gaps),
    onward: onward
      // Colleagues have no applications.
      .filter(({ path }) => !(isColleague && path === '/applications'))
      .map(({ path, label }) => ({ label: t(label), href: pathTo(locale, path) })),
  }
}
