import { Router, type Request, type Response } from 'express'
import type { Services } from '../../../services.ts'
import type { MessageKey } from '../../../shared/i18n.ts'
import { accountOf, staff } from '../../../web/access.ts'
import { notice } from '../../../web/flash.ts'
import { formFailure, readForm, readPath } from '../../../web/forms.ts'
import { invitationForm, peopleSearch, personPath, roleForm } from './input.ts'
import { invitePage, renderInvite } from './invite-page.ts'
import { peopleHref, peopleListPage, renderPeopleList } from './list-page.ts'
import { personPage, renderPerson } from './person-page.ts'

/** Who works here and who has an account: administrators invite, change roles and close accounts. */
export function peopleRoutes({ accounts }: Pick<Services, 'accounts'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/users', staff('administrator'), async (req, res) => {
    const search = peopleSearch.parse(req.query)
    renderPeopleList(res, peopleListPage(res.locals, search, await accounts.listPeople(search)))
  })

  router.get('/staff/users/new', staff('administrator'), (_req, res) => {
    renderInvite(res, invitePage(res.locals))
  })

  router.post('/staff/users/new', staff('administrator'), async (req, res) => {
    const form = readForm(invitationForm, req.body)
    if (!form.ok) {
      renderInvite(res, invitePage(res.locals, form), 422)
      return
    }
    const invited = await accounts.invite({ ...form.value, by: accountOf(res).id }, { byMail: true })
    if (!invited.ok) {
      renderInvite(res, invitePage(res.locals, formFailure(req.body, { email: 'people.taken' })), 422)
      return
    }
    noteAct(req, res, { person: invited.id, act: 'invite', role: form.value.role })
    notice(res, 'people.invited', { email: form.value.email })
    res.redirect(303, `${peopleHref(res.locals.locale)}/${invited.id}`)
  })

  router.get('/staff/users/:id', staff('administrator'), async (req, res) => {
    await showPerson(res, readPath(personPath, req.params).id)
  })

  router.post('/staff/users/:id/role', staff('administrator'), async (req, res) => {
    const { id } = readPath(personPath, req.params)
    const form = readForm(roleForm, req.body)
    if (!form.ok) {
      await showPerson(res, id, form.errors)
      return
    }
    const verdict = await accounts.changeRole(id, form.value.role, accountOf(res).id)
    if (!verdict.ok) await showPerson(res, id, { role: `people.refused.${verdict.reason}` })
    else done(res, id, { act: 'role', said: 'people.role.changed', role: form.value.role })
  })

  router.post('/staff/users/:id/deactivate', staff('administrator'), async (req, res) => {
    const { id } = readPath(personPath, req.params)
    const verdict = await accounts.deactivate(id, accountOf(res).id)
    if (!verdict.ok) await showPerson(res, id, { deactivate: `people.refused.${verdict.reason}` })
    else done(res, id, { act: 'deactivate', said: 'people.deactivated' })
  })

  router.post('/staff/users/:id/reactivate', staff('administrator'), async (req, res) => {
    const { id } = readPath(personPath, req.params)
    const verdict = await accounts.reactivate(id, accountOf(res).id)
    if (!verdict.ok) await showPerson(res, id, { reactivate: `people.refused.${verdict.reason}` })
    else done(res, id, { act: 'reactivate', said: 'people.reactivated' })
  })

  router.post('/staff/users/:id/invitation', staff('administrator'), async (req, res) => {
    const { id } = readPath(personPath, req.params)
    await accounts.inviteAgain(id, { byMail: true })
    done(res, id, { act: 'invite again', said: 'people.invited-again' })
  })

  router.post('/staff/users/:id/second-factor', staff('administrator'), async (req, res) => {
    const { id } = readPath(personPath, req.params)
    const verdict = await accounts.resetSecondFactor(id, accountOf(res).id)
    if (!verdict.ok) await showPerson(res, id, { 'second-factor': `people.refused.${verdict.reason}` })
    else done(res, id, { act: 'reset second factor', said: 'people.second-factor.reset.done' })
  })

  /** The person's page; with complaints, as the answer to a refused act. */
  async function showPerson(res: Response, id: string, errors?: Partial<Record<string, MessageKey>>): Promise<void> {
    const [person, history] = await Promise.all([accounts.findPerson(id), accounts.historyOf(id)])
    const refused = errors && formFailure(res.req.body, errors)
    renderPerson(res, personPage(res.locals, { person, history }, refused), refused ? 422 : 200)
  }

  return router
}

type Done = { act: string; said: MessageKey; role?: string }

function done(res: Response, id: string, { said, ...act }: Done): void {
  noteAct(res.req, res, { person: id, ...act })
  notice(res, said)
  res.redirect(303, `${peopleHref(res.locals.locale)}/${id}`)
}

/** Who did what to whose account. */
const noteAct = (req: Request, res: Response, act: { person: string; act: string; role?: string }): void =>
  req.log.info({ account: accountOf(res).id, ...act }, 'account administered')
