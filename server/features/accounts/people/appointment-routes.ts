import { Router } from 'express'
import { yes } from '#shared/verdict.ts'
import { reassignThenChange } from '../hands/closing.ts'
import { unsuitableWork } from '../hands/hands-service.ts'
import { createReassignRenderer } from '../hands/show-hands.ts'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { accountOf, actorAt, staff } from '#web/access/access.ts'
import { flashNotice, redirectWithCaution } from '#web/forms/flash.ts'
import { readForm, readPath } from '#web/forms/forms.ts'
import type { BuildingsToChoose } from './buildings-service.ts'
import { personPath, proposalForm, roleForm } from './input.ts'
import { redirectToPerson, logAct, createPersonRenderer } from './show-person.ts'

/** Routes for changes of role, which need two administrators. */
export function appointmentRoutes(
  { accounts, hands }: Pick<Services, 'accounts' | 'hands'>,
  clock: Clock,
  buildings: BuildingsToChoose,
): Router {
  const router = Router({ caseSensitive: true })
  const showPerson = createPersonRenderer({ accounts, clock, buildings })
  const showHands = createReassignRenderer({ accounts, hands })

  router.post('/staff/users/:id/role', staff('administrator'), async (req, res) => {
    const { id } = readPath(personPath, req.params)
    const form = readForm(roleForm, req.body)
    if (!form.ok) {
      await showPerson(res, id, form.errors)
      return
    }
    const { role, reason } = form.value
    const verdict = await accounts.appointments.proposeRole(id, role, { by: accountOf(res).id, reason })
    if (!verdict.ok) await showPerson(res, id, { role: `people.refused.${verdict.reason}` })
    else redirectToPerson(res, id, { act: 'propose role', said: 'appoint.proposed', role })
  })

  router.post('/staff/users/:id/role/confirm', staff('administrator'), async (req, res) => {
    const { id } = readPath(personPath, req.params)
    const { key } = readPath(proposalForm, req.body)
    const by = actorAt(res)
    const [waiting] = await accounts.appointments.listWaiting(id)
    const confirm = () => accounts.appointments.confirm(id, key, by.id)
    // A proposed new colleague has no work yet.
    const parts = waiting?.key === key && waiting.from ? unsuitableWork(waiting.to) : () => false
    if ((await hands.of(id)).some(parts)) {
      redirectWithCaution(res, pathTo(res.locals.locale, '/staff/users/:id/work', { id }), 'hands.first.role')
      return
    }
    const giving = { id, by }
    const verdict = await reassignThenChange({ hands }, giving, {
      parts,
      mayBe: () => Promise.resolve(yes),
      carryOut: confirm,
    })
    // Work that arrived meanwhile and cannot be handed on is listed, even when the role has already changed.
    if (verdict.left.length > 0) {
      if (verdict.ok) logAct(req, res, { person: id, act: 'confirm role' })
      await showHands(res, { id, given: verdict.given, left: verdict.left })
    } else if (!verdict.ok) await showPerson(res, id, { proposal: `people.refused.${verdict.reason}` })
    else redirectToPerson(res, id, { act: 'confirm role', said: 'appoint.confirmed' })
  })

  router.post('/staff/users/:id/role/withdraw', staff('administrator'), async (req, res) => {
    const { id } = readPath(personPath, req.params)
    const { key } = readPath(proposalForm, req.body)
    const verdict = await accounts.appointments.withdraw(id, key, accountOf(res).id)
    if (!verdict.ok) {
      await showPerson(res, id, { proposal: `people.refused.${verdict.reason}` })
      return
    }
    logAct(req, res, { person: id, act: 'withdraw role proposal' })
    flashNotice(res, 'appoint.withdrawn')
    const people = pathTo(res.locals.locale, '/staff/users')
    res.redirect(303, verdict.gone ? people : `${people}/${id}`)
  })

  return router
}
