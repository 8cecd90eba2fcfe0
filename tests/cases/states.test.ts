import { describe, expect, it } from 'vitest'
import {
  applicationStates,
  canMove,
  endedApplicationStates,
  holdsPremises,
  movesOf,
  type ActorKind,
  type ApplicationState,
  type MoveFacts,
} from '#features/cases/states.ts'

const actors: ActorKind[] = ['applicant', 'reviewer', 'decider', 'administrator', 'listing_manager', 'system']
const targets = [...applicationStates, 'deleted'] as const

/** The table of the brief, written a second time by hand: a change of one requires a change of the other. */
const allowed: Record<string, ActorKind[]> = {
  'draft > submitted': ['applicant'],
  'draft > deleted': ['applicant', 'system'],
  'submitted > screening': ['reviewer', 'decider'],
  'submitted > withdrawn': ['applicant'],
  'screening > information_requested': ['reviewer', 'decider'],
  'screening > ineligible': ['reviewer', 'decider'],
  'screening > review': ['reviewer', 'decider'],
  'screening > withdrawn': ['applicant'],
  'information_requested > screening': ['applicant'],
  'information_requested > review': ['applicant'],
  'information_requested > rejected': ['reviewer', 'decider'],
  'information_requested > lapsed': ['system'],
  'information_requested > withdrawn': ['applicant'],
  'review > information_requested': ['reviewer'],
  'review > interview': ['reviewer'],
  'review > decision': ['reviewer'],
  'review > withdrawn': ['applicant'],
  'interview > decision': ['reviewer', 'decider'],
  'interview > withdrawn': ['applicant'],
  'decision > rejected': ['decider'],
  'decision > waitlisted': ['decider'],
  'decision > public_notice': ['decider'],
  'decision > offered': ['decider'],
  'rejected > decision': ['decider'],
  'waitlisted > decision': ['decider'],
  'public_notice > decision': ['decider'],
  'offered > decision': ['decider'],
  'decision > withdrawn': ['applicant'],
  'public_notice > offered': ['system', 'reviewer', 'decider'],
  'public_notice > review': ['system', 'reviewer', 'decider'],
  'public_notice > withdrawn': ['applicant'],
  'waitlisted > offered': ['system', 'reviewer', 'decider'],
  'waitlisted > lapsed': ['system', 'reviewer', 'decider'],
  'waitlisted > withdrawn': ['applicant'],
  'offered > accepted': ['applicant'],
  'offered > declined': ['applicant'],
  'offered > offer_expired': ['system'],
  'offered > withdrawn': ['applicant'],
  'accepted > contracted': ['reviewer', 'decider'],
  'accepted > conditions_not_met': ['reviewer', 'decider'],
  'accepted > withdrawn': ['applicant'],
}
for (const end of endedApplicationStates)
  for (const to of ['screening', 'review', 'decision'])
    allowed[`${end} > ${to}`] = [...(allowed[`${end} > ${to}`] ?? []), 'administrator']

/** Returns facts under which every move of the table is allowed. */
function favourable(from: ApplicationState, to: ApplicationState | 'deleted'): MoveFacts {
  return {
    reason: 'Because.',
    deadlinePassed: ['lapsed', 'offer_expired', 'deleted'].includes(to),
    returnTo: from === 'information_requested' && to !== 'deleted' ? to : null,
    reviewers: ['somebody else'],
    everSubmitted: true,
    publicNoticeDays: to === 'public_notice' ? 5 : 0,
    undoable: true,
  }
}

const all = applicationStates.flatMap(from =>
  targets.flatMap(to => actors.map(actor => ({ name: `${from} > ${to} by ${actor}`, from, to, actor }))),
)

describe('the state table', () => {
  it.each(all)('$name', ({ from, to, actor }) => {
    const may = allowed[`${from} > ${to}`]?.includes(actor) ?? false
    expect(canMove(from, to, { kind: actor, id: 'me' }, favourable(from, to)).ok).toBe(may)
  })

  it('names every reachable move once and has no dead end before an end', () => {
    for (const from of applicationStates) {
      const next = actors.flatMap(kind => movesOf(from, { kind, id: 'me' }))
      expect(next.length > 0, from).toBe(from !== 'contracted')
    }
  })

  it('holds a unit from the public notice or the offer on, and in no other state', () => {
    expect(applicationStates.filter(holdsPremises)).toEqual(['public_notice', 'offered', 'accepted', 'contracted'])
  })
})

describe('the conditions of a move besides the role', () => {
  const decider = { kind: 'decider', id: 'me' } as const
  const facts = favourable('decision', 'offered')

  it('distinguish a move that does not exist from one of another role', () => {
    expect(canMove('draft', 'offered', decider, facts)).toEqual({ ok: false, reason: 'no-such-move' })
    expect(canMove('draft', 'submitted', decider, facts)).toEqual({ ok: false, reason: 'not-yours' })
  })

  it.each(['rejected', 'waitlisted', 'public_notice', 'offered'] as const)(
    'refuse %s by a decider who reviewed the case',
    to => {
      const reviewedByMe = { ...favourable('decision', to), reviewers: ['other', 'me'] }
      expect(canMove('decision', to, decider, reviewedByMe)).toEqual({ ok: false, reason: 'reviewed-by-decider' })
    },
  )

  it.each(['rejected', 'waitlisted', 'public_notice', 'offered'] as const)(
    'allow taking %s back only while it can be undone, and not by a decider with a conflict',
    from => {
      const late = { ...favourable(from, 'decision'), undoable: false }
      expect(canMove(from, 'decision', decider, late)).toEqual({ ok: false, reason: 'undo-too-late' })
      const interested = { ...favourable(from, 'decision'), conflicted: ['me'] }
      expect(canMove(from, 'decision', decider, interested)).toEqual({ ok: false, reason: 'conflict-of-interest' })
    },
  )

  it('refuse a decision by a decider with a conflict of interest', () => {
    expect(canMove('decision', 'offered', decider, { ...facts, conflicted: ['me'] })).toEqual({
      ok: false,
      reason: 'conflict-of-interest',
    })
  })

  it('refuse a decision without a known decider', () => {
    expect(canMove('decision', 'offered', { kind: 'decider' }, facts)).toEqual({
      ok: false,
      reason: 'reviewed-by-decider',
    })
  })

  it.each([
    ['screening', 'ineligible', 'reviewer'],
    ['screening', 'information_requested', 'reviewer'],
    ['review', 'information_requested', 'reviewer'],
    ['information_requested', 'rejected', 'decider'],
    ['decision', 'rejected', 'decider'],
    ['public_notice', 'review', 'decider'],
    ['accepted', 'conditions_not_met', 'decider'],
    ['rejected', 'screening', 'administrator'],
  ] as const)('require a reason for %s > %s', (from, to, kind) => {
    const move = (reason: string | undefined) =>
      canMove(from, to, { kind, id: 'me' }, { ...favourable(from, to), reason })
    expect(move('  ')).toEqual({ ok: false, reason: 'reason-needed' })
    expect(move(undefined)).toEqual({ ok: false, reason: 'reason-needed' })
    expect(move('Passport expired')).toEqual({ ok: true })
  })

  it.each(['accepted', 'declined'] as const)('do not allow an offer to be %s after its deadline', to => {
    const late = { ...favourable('offered', to), deadlinePassed: true }
    expect(canMove('offered', to, { kind: 'applicant' }, late)).toEqual({ ok: false, reason: 'deadline-passed' })
  })

  it('do not allow an offer to expire, or a request to lapse, before its deadline', () => {
    const early = { ...facts, deadlinePassed: false }
    const refused = { ok: false, reason: 'deadline-not-passed' }
    expect(canMove('offered', 'offer_expired', { kind: 'system' }, early)).toEqual(refused)
    expect(canMove('information_requested', 'lapsed', { kind: 'system' }, early)).toEqual(refused)
    expect(canMove('draft', 'deleted', { kind: 'system' }, early)).toEqual(refused)
  })

  it('return an answer to the state from which the request came', () => {
    const fromReview = { ...facts, returnTo: 'review' as const }
    expect(canMove('information_requested', 'review', { kind: 'applicant' }, fromReview)).toEqual({ ok: true })
    expect(canMove('information_requested', 'screening', { kind: 'applicant' }, fromReview)).toEqual({
      ok: false,
      reason: 'wrong-return',
    })
  })

  it.each(['review', 'interview'] as const)('do not allow %s to end before somebody has assessed the case', from => {
    const nobody = { ...facts, reviewers: [] }
    expect(canMove(from, 'decision', { kind: 'reviewer', id: 'me' }, nobody)).toEqual({
      ok: false,
      reason: 'not-assessed',
    })
  })

  it('require or forbid a public notice by the setting', () => {
    const due = { ...facts, publicNoticeDays: 5 }
    expect(canMove('decision', 'offered', decider, due)).toEqual({ ok: false, reason: 'notice-due' })
    expect(canMove('decision', 'public_notice', decider, facts)).toEqual({ ok: false, reason: 'no-notice-due' })
  })

  it('hold a public notice for its days and leave objections to people', () => {
    const over = favourable('public_notice', 'offered')
    const system = { kind: 'system' } as const
    const refused = (reason: string) => ({ ok: false, reason })
    expect(canMove('public_notice', 'offered', decider, { ...over, noticeRunning: true })).toEqual(
      refused('notice-running'),
    )
    expect(canMove('public_notice', 'offered', system, { ...over, objections: 1 })).toEqual(refused('objections-open'))
    expect(canMove('public_notice', 'offered', decider, { ...over, objections: 1 })).toEqual(refused('objections-open'))
    expect(canMove('public_notice', 'offered', decider, { ...over, objectionUpheld: true })).toEqual(
      refused('objection-upheld'),
    )
    expect(canMove('public_notice', 'offered', decider, { ...over, objections: 0 })).toEqual({ ok: true })
  })

  it('do not allow a draft withdrawn before submission to return as a case', () => {
    const never = { ...facts, everSubmitted: false }
    expect(canMove('withdrawn', 'screening', { kind: 'administrator', id: 'me' }, never)).toEqual({
      ok: false,
      reason: 'never-submitted',
    })
  })
})
