import { beforeEach, describe, expect, it } from 'vitest'
import { caseActions } from '#features/applications/case-actions.ts'
import { tenancyActions } from '#features/tenancies/actions/index.ts'
import { AccountModel } from '#models/accounts/account.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { aColleague } from '../factories/account.ts'
import { aMigratedDump } from '../support/database/filled-once.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { someAtOnce } from '../support/routes/route-walk.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

/** Routes whose forms say what their page showed (ADR 144), with the field that says it. */
const saying: Record<string, string> = {
  '/applications/:id': 'offer',
  '/applications/:id/:section': 'sectionRevision',
  '/applications/:id/acceptance': 'version',
  ...below('/staff/applications/:id', {
    '/acceptance/changes': 'shown',
    '/acceptance/contract': 'version',
    '/acceptance/signed': 'version',
    '/assign': 'from',
    '/documents/:documentId': 'seen',
    '/interview-cancel': 'arranged',
    '/interview-change': 'arranged',
    '/interview-outcome': 'arranged',
    '/messages': 'shown',
    '/messages-settled': 'shown',
    '/translations/:question/:lang': 'version',
  }),
  ...below(
    '/staff/applications/:id',
    Object.fromEntries(
      [
        ...['conditions-not-met', 'contract', 'decision', 'extend', 'extend-offer', 'ineligible', 'lapse'],
        ...['notice', 'offer', 'reject', 'reopen', 'review-again', 'waitlist'],
      ].map(act => [`/${act}`, 'revision']),
    ),
  ),
  ...below('/staff/tenancies/:id', {
    '/answers-read': 'upTo',
    '/appeal': 'appeal',
    '/confirm': 'proposal',
    '/milestones/:target': 'shown',
    '/milestones/:target/read': 'upTo',
    '/milestones/:target/undone': 'shown',
    '/party': 'corrections',
    '/reports-read': 'shown',
    '/withdraw-proposal': 'proposal',
  }),
  ...below(
    '/staff/tenancies/:id',
    Object.fromEntries(
      [
        ...['breach', 'cured', 'exit', 'expiring', 'fit-out', 'notice', 'opening', 'paid', 'pause', 'renewal'],
        ...['resume', 'termination', 'vacate'],
      ].map(act => [`/${act}`, 'since']),
    ),
  ),
  ...below('/staff/premises/:code', {
    '': 'version',
    '/photos/:photoId/focus': 'seen',
    '/photos/:photoId/order': 'seen',
    '/photos/order': 'seen',
    '/place': 'version',
    '/row': 'version',
    '/status': 'standing',
    '/versions/:version/restore': 'now',
  }),
  '/staff/users/:id/absence': 'shown',
  '/staff/users/:id/absence/end': 'shown',
  '/staff/users/:id/buildings': 'shown',
  '/staff/users/:id/role/confirm': 'key',
  '/staff/users/:id/role/withdraw': 'key',
  '/staff/viewings/:id/call-off': 'visit',
  '/staff/viewings/:id/outcome': 'shown',
}

const importActs = ['cancel', 'columns', 'form', 'undo', 'write'].map(act => `/staff/premises/import/:id/${act}`)
const tableActs = [
  'columns',
  'views',
  'views/:id',
  'views/:id/conditions',
  'views/:id/opens',
  'views/:id/remove',
  'views/opens',
].map(act => `/staff/premises/${act}`)
const adds = 'it adds something and settles nothing'
const own = 'it is the own word of the person, whatever the office has done meanwhile'
const named = 'its address names the one thing that it is about, and that thing can only be done away with once'
const onward = 'the state guards it: it goes one step on, and the next step shows the case again'
const preview = 'each thing is changed only in the version that the preview showed'

/** Routes whose forms need not say what their page showed, with the reason. */
const needless: Record<string, string> = {
  ...reasoned(adds, '/applications', '/applications/:id/copy', '/applications/:id/documents'),
  ...reasoned(adds, '/applications/:id/messages', '/applications/:id/acceptance/address-proof'),
  ...reasoned(own, '/applications/:id/check', '/applications/:id/delete', '/applications/:id/interview'),
  ...reasoned(named, '/applications/:id/documents/:documentId', '/applications/:id/request/:itemId'),
  ...reasoned(
    own,
    '/tenancies/:id/appeal',
    '/tenancies/:id/notice',
    '/tenancies/:id/notice/recall',
    '/tenancies/:id/renewal',
  ),
  ...reasoned(own, '/tenancies/:id/duties/:duty', '/tenancies/:id/findings/:target', '/tenancies/:id/reports/:number'),
  ...reasoned(own, '/viewings/:id/cancel', '/viewings/:id/move', '/notices/:reference/objection'),
  ...reasoned(named, '/premises/:code/viewings/:id'),
  ...reasoned(adds, ...['acceptance/conditions', 'notes', 'interview', 'request'].map(inCase)),
  ...reasoned(onward, ...['screening', 'review', 'handover'].map(inCase)),
  ...reasoned('the officer speaks of themselves', ...['assessment', 'conflict', 'declaration'].map(inCase)),
  ...reasoned('it names the colleague whom it seats or unseats', ...['seat', 'unseat'].map(inCase)),
  ...reasoned('whoever has the least work by then is chosen', ...['assign-least', 'fill-panel'].map(inCase)),
  ...reasoned(named, ...['objection', 'texts/:textId', 'texts/:textId/drop'].map(inCase)),
  ...reasoned(
    preview,
    '/staff/applications/bulk',
    ...['confirm', 'undo'].map(act => `/staff/applications/bulk/:id/${act}`),
  ),
  ...reasoned(
    adds,
    '/staff/tenancies/:id/inspection',
    '/staff/tenancies/earlier/new',
    '/staff/tenancies/earlier/import',
  ),
  ...reasoned(named, ...['findings/:target', 'inspections/:target', 'inspections/:target/cancel'].map(inTenancy)),
  ...reasoned(named, '/staff/tenancies/earlier/:id/end', '/staff/tenancies/:id/relist'),
  ...reasoned(adds, '/staff/premises/new', '/staff/premises/:code/copy', '/staff/premises/:code/photos'),
  ...reasoned('the file replaces whatever plan there is', '/staff/premises/:code/floor-plan'),
  ...reasoned(named, ...['panorama', 'remove'].map(act => `/staff/premises/:code/photos/:photoId/${act}`)),
  ...reasoned('each description says which text it was made from', '/staff/premises/:code/photos/descriptions'),
  ...reasoned(preview, '/staff/premises/bulk', ...['confirm', 'undo'].map(act => `/staff/premises/bulk/:id/${act}`)),
  ...reasoned(preview, '/staff/premises/import', ...importActs),
  ...reasoned('it changes no unit, only what its reader is shown of them', ...tableActs, '/staff/premises/export'),
  ...reasoned(adds, '/staff/users/new', '/staff/users/:id/role', '/staff/users/:id/invitation'),
  ...reasoned('the state of the account guards it', ...['deactivate', 'reactivate', 'second-factor'].map(ofPerson)),
  ...reasoned(named, '/staff/users/:id/sessions/:handle/end'),
  ...reasoned('it is about all work of the person, also what comes meanwhile', '/staff/users/:id/work'),
  ...reasoned(adds, '/staff/viewings/new'),
  ...reasoned('a time that somebody has booked is refused', '/staff/viewings/:id/withdraw'),
}

function below(path: string, fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([act, field]) => [`${path}${act}`, field]))
}
function reasoned(reason: string, ...paths: string[]): Record<string, string> {
  return Object.fromEntries(paths.map(path => [path, reason]))
}
function inCase(act: string): string {
  return `/staff/applications/:id/${act}`
}
function inTenancy(act: string): string {
  return `/staff/tenancies/:id/${act}`
}
function ofPerson(act: string): string {
  return `/staff/users/:id/${act}`
}

/** Routes that change something of a case, a tenancy, a unit, a viewing or a person. */
const about = /^(\/staff)?\/(applications|tenancies|premises|viewings|users|notices)(\/|$)/

describe('the state of the page that a form sends back', () => {
  const site = useSite()
  const posted = () =>
    routesOf(site.app)
      .filter(({ method, path }) => method === 'post' && about.test(path))
      .map(({ path }) => path)

  it('is sent on every route that changes something, or has a reason why not', () => {
    const paths = posted()
    expect(paths.length).toBeGreaterThan(110)
    expect(
      paths.filter(path => !saying[path] && !needless[path]),
      'name the field, or the reason (ADR 144)',
    ).toEqual([])
    expect(Object.keys(saying).filter(path => needless[path])).toEqual([])
    expect([...Object.keys(saying), ...Object.keys(needless)].filter(path => !paths.includes(path))).toEqual([])
  })

  it('is the one that the acts on cases and tenancies declare', () => {
    const addressOf = ({ name }: { name: string }) => `/staff/tenancies/:id/${name}`
    expect(tenancyActions.filter(({ shows }) => shows).map(addressOf)).toEqual(
      tenancyActions.map(addressOf).filter(path => saying[path]),
    )

    const declared = posted().filter(path => {
      const name = path.replace('/staff/applications/:id/', '')
      return caseActions.named(name)?.asShown
    })
    expect(declared.toSorted()).toEqual(
      Object.keys(saying)
        .filter(path => saying[path] === 'revision')
        .toSorted(),
    )
  })
})

describe('the forms of a demonstration', () => {
  const site = useSite()
  beforeEach(() => aMigratedDump('2ffb327', site))
  type Person = Awaited<ReturnType<typeof site.as>>

  const addressOf = (path: string) => new RegExp(`^/en${path.replaceAll(/:[A-Za-z]+/g, '[^/]+')}$`)

  /** Returns who opens which pages: of all cases, tenancies, viewings and people, and of some units. */
  async function pagesToOpen(): Promise<[Person, string][]> {
    const signedIn = async (role: 'decider' | 'administrator' | 'listing_manager') => site.as(await aColleague(role))
    const decider = await signedIn('decider')
    const administrator = await signedIn('administrator')
    const manager = await signedIn('listing_manager')
    const acts = Object.keys(saying).filter(path => /^\/staff\/tenancies\/:id\/[a-z-]+$/.test(path))
    const of = async (
      person: Person,
      section: string,
      ends: readonly string[],
      found: Promise<unknown[]>,
    ): Promise<[Person, string][]> =>
      (await found).flatMap(id =>
        ends.map((end): [Person, string] => [person, `/en/staff/${section}/${String(id)}${end}`]),
      )
    const leases = [...acts.map(path => path.replace('/staff/tenancies/:id', '')), '/milestones/licence-1']
    const listed = await Promise.all([
      of(decider, 'applications', ['', '/acceptance'], ApplicationModel.distinct('_id')),
      of(administrator, 'applications', [''], ApplicationModel.distinct('_id')),
      of(decider, 'tenancies', leases, TenancyModel.distinct('_id')),
      of(manager, 'premises', ['', '/place'], PremisesModel.distinct('code', { status: 'available' })),
      of(manager, 'viewings', [''], ViewingModel.distinct('_id')),
      of(administrator, 'users', ['', '/absence'], AccountModel.distinct('_id')),
    ])
    return listed.flat()
  }

  it('send back what their pages show, on every page', async () => {
    const forms = Object.entries(saying).map(([path, field]) => ({ path, field, of: addressOf(path) }))
    const others = Object.keys(needless).map(addressOf)
    const lacking = new Set<string>()
    const found = new Set<string>()
    await someAtOnce(await pagesToOpen(), async ([person, address]) => {
      const { $ } = renderedPage(await person.get(address).redirects(1))
      for (const form of $('form[method=post]:has([type=submit])')) {
        const [action = '', id = ''] = [$(form).attr('action'), $(form).attr('id')]
        const known = forms.find(({ of }) => of.test(action))
        if (!known || others.some(of => of.test(action))) continue
        const says = $(form).find(`[name="${known.field}"]`).add(`[name="${known.field}"][form="${id}"]`)
        if (says.length > 0) found.add(known.path)
        else lacking.add(`${known.path} on ${address}`)
      }
    })
    expect([...lacking]).toEqual([])
    expect(found.size).toBeGreaterThan(25)
  }, 120_000)
})
