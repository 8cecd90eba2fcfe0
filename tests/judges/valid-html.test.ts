import { HtmlValidate } from 'html-validate'
import { describe, expect, it } from 'vitest'
import { aPremises } from '../factories/premises.ts'
import { anApplicant, aColleague } from '../factories/account.ts'
import { useSite } from '../support/site.ts'

const htmlvalidate = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // Matters of style: our templates write void elements and attributes in the shorter of the allowed ways.
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
    'no-inline-style': 'error',
    'doctype-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'tel-non-breaking': 'off',
    'require-sri': 'off',
    // Tables whose rows and cells have another `display` on phones name their roles, because browsers drop them with the
    // `display`.
    'no-redundant-role': 'off',
  },
})

async function faultsIn(agent: ReturnType<ReturnType<typeof useSite>['agent']>, path: string): Promise<string[]> {
  const { text, status } = await agent.get(path)
  const report = await htmlvalidate.validateString(text)
  const faults = report.results.flatMap(({ messages }) => messages.filter(({ severity }) => severity === 2))
  return [
    ...(status < 500 ? [] : [`${path} answers ${status}`]),
    ...faults.map(({ ruleId, message, line }) => `${path}:${line} ${ruleId} ${message}`),
  ]
}

describe('the HTML of the pages', () => {
  const site = useSite()

  const faultsOf = (path: string, agent = site.visit) => faultsIn(agent, path)

  it('is valid on every public page', async () => {
    const { code } = await aPremises()
    await site.services.incentives.seedStartingContent()
    const paths = [
      '',
      '/premises',
      '/premises?view=table',
      `/premises/${code}`,
      `/premises/${code}/viewings`,
      '/compare',
      `/compare?code=${code}&code=x`,
      '/plan',
      '/street',
      '/incentives',
      '/incentives/visa-free-entry',
      '/zones/suifenhe',
      '/contact',
      '/applications/needed',
      '/open-data',
      '/glossary',
      '/figures',
      '/finder',
      '/finder?use=retail&need=extraction&maxMonthly=1',
      '/answers',
      '/answers?q=залог',
      '/how-it-works',
      '/guides',
      '/sign-in',
      '/sign-up',
      '/forgot-password',
      '/nowhere',
    ]
    const faults = await Promise.all(paths.map(path => faultsOf(`/ru${path}`)))
    expect(faults.flat()).toEqual([])
  })

  it('is valid on pages for signed-in people', async () => {
    const founder = await site.as(await anApplicant())
    const administrator = await site.as(await aColleague('administrator'))
    const manager = await site.as(await aColleague('listing_manager'))
    const faults = await Promise.all([
      faultsOf('/zh/applications', founder),
      faultsOf('/zh/account', founder),
      faultsOf('/zh/viewings', founder),
      ...['/staff', '/staff/users', '/staff/settings', '/staff/applications', '/staff/tenancies'].map(path =>
        faultsOf(`/zh${path}`, administrator),
      ),
      ...[
        '/staff/plan',
        '/staff/premises',
        '/staff/premises/new',
        '/staff/premises/views?status=draft',
        '/staff/premises/columns',
        '/staff/buildings',
        '/staff/incentives',
        '/staff/enquiries',
        '/staff/viewings',
        '/staff/calendar/feed',
      ].map(path => faultsOf(`/zh${path}`, manager)),
    ])
    expect(faults.flat()).toEqual([])
  })
})

describe('the HTML of shared components', () => {
  const site = useSite({ env: { NODE_ENV: 'development' } })

  it('is valid in every state', async () => {
    expect(await faultsIn(site.visit, '/ru/dev/components')).toEqual([])
  })
})
