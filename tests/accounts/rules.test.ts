import { describe, expect, it } from 'vitest'
import { passwordVerdict } from '#features/accounts/password/password-rules.ts'
import { canChangeRole, canDeactivate } from '#features/accounts/rules.ts'
import { hashPassword, passwordMatches } from '#features/accounts/secrets.ts'
import { ownPath } from '#web/access/own-path.ts'

describe('a password', () => {
  it.each([
    ['1234567', 'too-short'],
    ['', 'too-short'],
    ['x'.repeat(129), 'too-long'],
    ['password', 'common'],
    ['PASSWORD', 'common'],
    ['Qwerty123456', 'common'],
    ['1q2w3e4r5t', 'common'],
    ['йцукенгшщз', 'common'],
    ['пароль123', 'common'],
    ['gfhjkm123', 'common'],
    ['владивосток', 'common'],
    ['dkflbdjcnjr', 'common'],
    ['woaini1314', 'common'],
    ['ｐａｓｓｗｏｒｄ', 'common'],
    ['aaaaaaaaaaaa', 'common'],
    ['Anna@Example.com', 'is-email'],
    ['anna.petrova', 'is-email'],
  ] as const)('%j is refused: %s', (password, reason) => {
    const email = reason === 'is-email' && password.includes('.p') ? 'anna.petrova@example.com' : 'anna@example.com'
    expect(passwordVerdict(password, email)).toEqual({ ok: false, reason })
  })

  it.each([
    'тёплый снег на куполах',
    'correct horse battery',
    '冬天的口岸很安静呢',
    'aB3$ kk91',
    'x1'.repeat(3) + 'y'.repeat(122),
  ])('%j is accepted, without rules of composition', password => {
    expect(passwordVerdict(password, 'anna@example.com')).toEqual({ ok: true })
  })

  it.each([
    'Petrova-1990',
    'anna_petrova!!',
    'startup2031',
    'StartupStreet#1',
    '绥芬河创业街2026',
    '李慧兰李慧兰2026',
    '1990 Петрова',
  ])('%j is refused as little more than the person’s name or the site’s', password => {
    expect(passwordVerdict(password, 'anna.petrova@example.com', 'Анна Петрова 李慧兰')).toEqual({
      ok: false,
      reason: 'about-you',
    })
  })

  it.each(['street food at midnight', 'Petrova likes plums', '绥芬河的冬天很安静'])(
    '%j is accepted because most of it is something else',
    password => {
      expect(passwordVerdict(password, 'anna.petrova@example.com', 'Анна Петрова')).toEqual({ ok: true })
    },
  )

  it('is measured in characters, not in UTF-16 units', () => {
    expect(passwordVerdict('❄🏮🐅⛩', 'a@b.cn')).toEqual({ ok: false, reason: 'too-short' })
    expect(passwordVerdict('🏮'.repeat(4) + '🐅'.repeat(62) + '龙'.repeat(62), 'a@b.cn')).toEqual({ ok: true })
  })

  it('is stored as argon2id and recognised in any Unicode composition', async () => {
    const stored = await hashPassword('Ёлочный базар'.normalize('NFD'))
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await passwordMatches(stored, 'Ёлочный базар'.normalize('NFC'))).toBe(true)
    expect(await passwordMatches(stored, 'ёлочный базар')).toBe(false)
    expect(await passwordMatches(null, 'Ёлочный базар')).toBe(false)
  })
})

describe('a role', () => {
  const person = (role: 'applicant' | 'reviewer' | 'administrator') => ({ role, deactivatedAt: null })

  it('can change between roles of the staff', () => {
    expect(canChangeRole(person('reviewer'), 'decider', 1)).toEqual({ ok: true })
    expect(canChangeRole(person('administrator'), 'decider', 1)).toEqual({ ok: true })
  })
  it('cannot change to itself', () => {
    expect(canChangeRole(person('reviewer'), 'reviewer', 1)).toEqual({ ok: false, reason: 'same-role' })
  })
  it('never changes from applicant to a role of the staff, nor back', () => {
    expect(canChangeRole(person('applicant'), 'reviewer', 1)).toEqual({ ok: false, reason: 'applicant-stays' })
    expect(canChangeRole(person('reviewer'), 'applicant', 1)).toEqual({ ok: false, reason: 'applicant-stays' })
  })
  it('of the last administrator cannot change', () => {
    expect(canChangeRole(person('administrator'), 'decider', 0)).toEqual({ ok: false, reason: 'last-administrator' })
    expect(canDeactivate(person('administrator'), 0)).toEqual({ ok: false, reason: 'last-administrator' })
    expect(canDeactivate(person('reviewer'), 0)).toEqual({ ok: true })
    expect(canDeactivate({ role: 'reviewer', deactivatedAt: new Date(0) }, 1)).toEqual({
      ok: false,
      reason: 'already-deactivated',
    })
  })
})

describe('the page to open after signing in', () => {
  it.each(['/ru', '/en/account', '/zh/premises?use=retail&page=2', '/ru/premises?q=%D1%87%D0%B0%D0%B9'])(
    'can be %s on this site',
    path => {
      expect(ownPath(path)).toBe(path)
    },
  )
  it.each([
    '//evil.example',
    '/\\evil.example',
    '/ru\\evil',
    'https://evil.example/ru',
    '/ru//evil.example/../..//evil.example',
    '/ru/../../evil',
    '/ruevil',
    '/evil',
    '/ru/\u0000',
    '\t/ru',
    'javascript:alert(1)',
    '',
    undefined,
    ['/ru'],
    `/ru?${'x'.repeat(3000)}`,
  ])('stays on the site for %j', next => {
    const path = ownPath(next)
    expect(path === null || /^\/ru(\/|$)/.test(path)).toBe(true)
    if (path) expect(new URL(path, 'http://street.test').host).toBe('street.test')
  })
})
