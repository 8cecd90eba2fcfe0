import { Router } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { accountOf, actorAt, staff } from '#web/access/access.ts'
import { captureAuditReason } from '#web/forms/reason-field.ts'
import { flashNotice, redirectWithCaution } from '#web/forms/flash.ts'
import {
  formFailure,
  readForm,
  readPath,
  errorSummary,
  inputValue,
  type ErrorSummary,
  type FieldLabels,
  type FormFailure,
} from '#web/forms/forms.ts'
import { createOnceId, onceForm } from '#web/forms/once.ts'
import type { Clock } from '#outside/clock.ts'
import { AppError } from '#shared/errors.ts'
import { locales, type Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { Option } from '#web/forms/fields.ts'
import { createReassignRenderer } from '../hands/show-hands.ts'
import { closeAccount } from '../hands/closing.ts'
import { nobody } from '../hands/hands-service.ts'
import { needsSecondToInvite } from '../rules.ts'
import { fieldOf, type Field, type SessionEndCallback } from '../signed-out.ts'
import type { BuildingsToChoose } from './buildings-service.ts'
import { appointmentOf } from './appointment-page.ts'
import { buildingsForm, invitationForm, peopleSearch, personPath, restForm, sessionPath } from './input.ts'
import { peopleListPage, renderPeopleList } from './list-page.ts'
import { redirectToPerson, logAct, createPersonRenderer } from './show-person.ts'
import { roleOptions, type RoleOption } from './roles.ts'

/** Routes for the people with an account: administrators invite, limit to buildings and close accounts. */
export function peopleRoutes(
  { accounts, hands }: Pick<Services, 'accounts' | 'hands'>,
  clock: Clock,
  { buildings, left }: { buildings: BuildingsToChoose; left: SessionEndCallback },
): Router {
  const router = Router({ caseSensitive: true })
  const showPerson = createPersonRenderer({ accounts, clock, buildings })
  const showHands = createReassignRenderer({ accounts, hands })

  router.get('/staff/users', staff('administrator'), async (req, res) => {
    const search = peopleSearch.parse(req.query)
    const [people, proposals] = await Promise.all([accounts.people.list(search), accounts.appointments.listWaiting()])
    const viewer = { id: accountOf(res).id, now: clock.now() }
    const waiting = proposals.map(one => appointmentOf(res.locals, one, viewer))
    renderPeopleList(res, { ...peopleListPage(res.locals, search, people), waiting })
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
    const { reason, ...person } = form.value
    const by = accountOf(res).id
    const proposed = needsSecondToInvite(person.role)
    const invited = proposed
      ? await accounts.appointments.proposeColleague({ ...person, by, reason })
      : await accounts.people.invite({ ...person, by }, { byMail: true })
    if (!invited.ok) {
      const complaint = {
        taken: { email: 'people.taken' },
        'nobody-to-confirm': { role: 'people.refused.nobody-to-confirm' },
      } as const
      renderInvite(res, invitePage(res.locals, formFailure(req.body, complaint[invited.reason])), 422)
      return
    }
    logAct(req, res, { person: invited.id, act: 'invite', role: person.role })
    flashNotice(res, proposed ? 'appoint.proposed' : 'people.invited', { email: person.email })
    res.redirect(303, `${pathTo(res.locals.locale, '/staff/users')}/${invited.id}`)
  })

  router.get('/staff/users/:id', staff('administrator'), async (req, res) => {
    await showPerson(res, readPath(personPath, req.params).id)
  })

  router.post('/staff/users/:id/deactivate', staff('administrator'), captureAuditReason, async (req, res) => {
    const { id } = readPath(personPath, req.params)
    const { rest } = restForm.parse(req.body ?? {})
    if (rest !== nobody && (await hands.of(id)).length > 0) {
      redirectWithCaution(res, pathTo(res.locals.locale, '/staff/users/:id/work', { id }), 'hands.first')
      return
    }
    const verdict = await closeAccount({ accounts, hands }, id, { by: actorAt(res) })
    if (verdict.left.length > 0) {
      if (verdict.ok) logAct(req, res, { person: id, act: 'deactivate' })
      await showHands(res, { id, given: verdict.given, left: verdict.left })
      return
    }
    if (!verdict.ok) await showPerson(res, id, { deactivate: `people.refused.${verdict.reason}` })
    else redirectToPerson(res, id, { act: 'deactivate', said: 'people.deactivated' })
  })

  router.post('/staff/users/:id/reactivate', staff('administrator'), captureAuditReason, async (req, res) => {
    const { id } = readPath(personPath, req.params)
    const verdict = await accounts.people.reactivate(id, accountOf(res).id)
    if (!verdict.ok) await showPerson(res, id, { reactivate: `people.refused.${verdict.reason}` })
    else redirectToPerson(res, id, { act: 'reactivate', said: 'people.reactivated' })
  })

  router.post('/staff/users/:id/invitation', staff('administrator'), async (req, res) => {
    const { id } = readPath(personPath, req.params)
    await accounts.people.inviteAgain(id, onceForm.parse(req.body ?? {}).once)
    redirectToPerson(res, id, { act: 'invite again', said: 'people.invited-again' })
  })

  router.post('/staff/users/:id/buildings', staff('administrator'), captureAuditReason, async (req, res) => {
    const { id } = readPath(personPath, req.params)
    const { buildings: chosen, shown } = readPath(buildingsForm, req.body ?? {})
    const there = new Set((await buildings(res.locals.locale)).map(({ code }) => code))
    const codes = chosen.filter(code => there.has(code))
    try {
      await accounts.buildings.limitTo(id, codes, { by: accountOf(res).id, shown })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'scope.since') throw error
      await showPerson(res, id, { buildings: error.code }, 409)
      return
    }
    redirectToPerson(res, id, { act: 'limit to buildings', said: 'scope.saved' })
  })

  router.post('/staff/users/:id/second-factor', staff('administrator'), async (req, res) => {
    const { id } = readPath(personPath, req.params)
    const verdict = await accounts.secondFactor.reset(id, accountOf(res).id)
    if (!verdict.ok) await showPerson(res, id, { 'second-factor': `people.refused.${verdict.reason}` })
    else redirectToPerson(res, id, { act: 'reset second factor', said: 'people.second-factor.reset.done' })
  })

  router.post('/staff/users/:id/sessions/:handle/end', staff('administrator'), async (req, res) => {
    const { id, handle } = readPath(sessionPath, req.params)
    await accounts.sessions.end(id, handle, accountOf(res).id)
    await left(id, handle)
    redirectToPerson(res, id, { act: 'end a session', said: 'sessions.ended' })
  })

  return router
}

type InvitePage = {
  title: string
  breadcrumb: Breadcrumb
  errors: ErrorSummary
  name: Field
  email: Field
  role: { options: RoleOption[]; error: string | null }
  reason: Field
  locales: Option[]
  localeError: string | null
  once: string
  cancel: string
}
const renderInvite = view<InvitePage>('accounts/people/invite')

const labels: FieldLabels = {
  name: 'people.name',
  email: 'people.email',
  role: 'people.role',
  locale: 'account.field.locale',
  reason: 'appoint.reason',
}

function invitePage({ t, locale }: Reader, form?: FormFailure): InvitePage {
  const letters = form ? inputValue(form.typed, 'locale') : locale
  return {
    title: t('people.invite'),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('people.title'), href: pathTo(locale, '/staff/users') },
      { label: t('people.invite') },
    ],
    errors: errorSummary(t, form?.errors, labels),
    name: fieldOf(t, 'name', { form }),
    email: fieldOf(t, 'email', { form }),
    role: {
      options: roleOptions(t, form ? inputValue(form.typed, 'role') : ''),
      error: fieldOf(t, 'role', { form }).error,
    },
    reason: fieldOf(t, 'reason', { form }),
    locales: locales.map(code => ({ value: code, label: t(`locale.${code}`), selected: code === letters })),
    localeError: fieldOf(t, 'locale', { form }).error,
    once: createOnceId(),
    cancel: pathTo(locale, '/staff/users'),
  }
}
