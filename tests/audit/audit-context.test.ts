import { setTimeout as later } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { isMessageKey } from '#shared/texts/i18n.ts'
import {
  setAuditSubject,
  runWithAudit,
  auditContext,
  changeAuditActor,
  fieldChanges,
  flushAudit,
  subjectKinds,
  recordAudit,
  type AuditContext,
} from '#outside/audit.ts'

const aRequest = (requestId: string): AuditContext => ({ requestId, who: { id: null, role: 'visitor' }, told: [] })
const signedIn = (id: string) => ({ action: 'signed-in', subject: { kind: 'account', id } }) as const

describe('recording an act', () => {
  it('does nothing outside a request or job', async () => {
    expect(auditContext()).toBeUndefined()
    recordAudit(signedIn('1'))
    setAuditSubject({ kind: 'premises', id: '1' })
    changeAuditActor({ id: '1', role: 'decider' })
    await flushAudit()
  })

  it('adds to the request that caused it, at any depth and beside other requests', async () => {
    const one = aRequest('one')
    const other = aRequest('other')
    const work = (name: string) => async () => {
      await later(1)
      await Promise.all([1, 2].map(async i => later(i).then(() => recordAudit(signedIn(`${name} ${i}`)))))
      changeAuditActor({ id: name, role: 'decider' })
    }
    await Promise.all([runWithAudit(one, work('one')), runWithAudit(other, work('other'))])
    expect(one.told.map(({ subject }) => subject.id)).toEqual(['one 1', 'one 2'])
    expect(other.told.map(({ subject }) => subject.id)).toEqual(['other 1', 'other 2'])
    expect(one.who).toEqual({ id: 'one', role: 'decider' })
  })

  it('has a word for every kind of subject', () => {
    expect(subjectKinds.filter(kind => !isMessageKey(`acted.kind.${kind}`))).toEqual([])
  })

  it('lists the fields that differ, whichever side lacks them', () => {
    expect(fieldChanges({ a: 1, b: [1, 2], c: 3 }, { a: 1, b: [2, 1], d: 4 })).toEqual([
      { field: 'b', before: [1, 2], after: [2, 1] },
      { field: 'c', before: 3, after: null },
      { field: 'd', before: null, after: 4 },
    ])
    expect(fieldChanges({ a: 1, b: 1 }, { a: 2, b: 2 }, ['a'])).toEqual([{ field: 'a', before: 1, after: 2 }])
  })
})
