import { expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { ownRecord } from '#features/cases/own/own-record.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { valueOf } from '../support/files/calendar.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const chinese = { place: '市政大厅二楼会议室', note: '请携带护照。' }
const russian = { place: 'Зал администрации, второй этаж', note: 'Возьмите паспорт.' }
const slot = {
  interviewOn: '2026-12-03',
  interviewAt: '14:00',
  interviewMinutes: '45',
  interpreter: 'ru',
  interviewPlace: chinese.place,
  interviewNote: chinese.note,
  writtenIn: 'zh',
}
const inHere = {
  wayOut: 'here',
  'translation-interviewPlace': russian.place,
  'translation-interviewNote': russian.note,
}

async function aCase() {
  const account = await anApplicant({ locale: 'ru', name: 'Анна' })
  const officer = await aColleague('reviewer', { name: '孙立群' })
  const declared = { at: new Date(), kind: 'interest_none', by: { kind: 'reviewer' as const, id: officer.id } }
  const events = [declared] as unknown as Application['events']
  const id = (await anApplication({ applicant: account._id, state: 'review', events }))._id.toHexString()
  const founder = await site.as(account)
  const desk = await site.as(officer)
  const at = `/zh/staff/applications/${id}`
  const act = (action: string, body: object) => desk.post(`${at}/${action}`).type('form').send(body)
  const stored = async () => (await ApplicationModel.findById(id).lean<Application>())!
  return { id, account, founder, desk, at, own: `/ru/applications/${id}`, act, stored }
}
const unfolded = (ics: string) => ics.replaceAll(/\r?\n[ \t]/g, '')

it('the place and the note of an interview reach the applicant in their language with the original, in mail, calendar, page and export', async () => {
  const { id, account, founder, desk, at, own, act, stored } = await aCase()
  const refused = renderedPage(await act('interview', { ...slot, wayOut: 'here' }).expect(422))
  expect(refused.errors().map(({ field }) => field)).toEqual([
    'interview-translation-interviewPlace',
    'interview-translation-interviewNote',
  ])
  await act('interview', { ...slot, ...inHere }).expect(303)
  const writing = (text: string) => ({ language: 'ru', original: { language: 'zh', text } })
  expect((await stored()).interview).toMatchObject({
    ...russian,
    placeWriting: writing(chinese.place),
    noteWriting: writing(chinese.note),
  })
  await site.runJobs()
  const [mail] = site.mails()
  expect(mail?.text).toMatch(
    /Зал администрации[\s\S]*Оригинал на китайском: 市政大厅[\s\S]*Возьмите паспорт[\s\S]*请携带护照/,
  )
  const ics = unfolded(mail?.calendar?.content ?? '')
  expect(valueOf(ics, 'LOCATION')).toMatch(/^Зал администрации.*市政大厅/)
  expect(valueOf(ics, 'DESCRIPTION')).toMatch(/Возьмите паспорт[\s\S]*请携带护照/)

  const theirs = renderedPage(await founder.get(own).expect(200)).text('slot')
  expect(theirs).toMatch(/Зал администрации.*市政大厅.*Возьмите паспорт.*请携带护照/)
  expect(renderedPage(await desk.get(at).expect(200)).text('interview')).toMatch(/市政大厅.*Зал.*请携带护照.*Возьмите/)
  const record = JSON.stringify(ownRecord(await site.services.cases.own.get(id, account.id)))
  expect(record).toContain(russian.place)
  expect(record).toContain(chinese.note)

  const form = renderedPage(await desk.get(at)).$('form[action$="/interview-change"]')
  expect(form.find('[name=interviewPlace]').val()).toBe(chinese.place)
  expect(form.find('[name="translation-interviewNote"]').text()).toBe(russian.note)
})

it('the place of an interview is one line in both languages, and a refused form keeps its input', async () => {
  const { id, desk, at, act, stored } = await aCase()
  await act('interview', { ...slot, wayOut: 'colleague' }).expect(303)
  const [text] = (await stored()).toTranslate!
  const shown = renderedPage(await desk.get(`${at}/texts/${text!._id.toHexString()}`).expect(200))
  expect([shown.$('input#translation-0').length, shown.$('textarea#translation-1').length]).toEqual([1, 1])

  const complaints = { ru: /Здесь только одна строка/, en: /This takes one line/, zh: /此处只能填写一行/ }
  const lines = { ...inHere, 'translation-interviewPlace': 'Зал администрации,\r\nвторой этаж' }
  const long = { ...inHere, 'translation-interviewPlace': 'Зал '.repeat(226) }
  const noted = { ...slot, interviewNote: '请携带护照原件。' }
  for (const [locale, complaint] of Object.entries(complaints)) {
    const base = `/${locale}/staff/applications/${id}`
    const passed = { 'translation-0': lines['translation-interviewPlace'], 'translation-1': russian.note }
    const theirs = desk.post(`${base}/texts/${text!._id.toHexString()}`).type('form').send(passed)
    const own = desk.post(`${base}/interview`).type('form')
    const pages = [
      renderedPage(await theirs.expect(422)),
      renderedPage(await own.send({ ...noted, ...lines }).expect(422)),
    ]
    for (const page of pages) expect(page.errors().map(({ text }) => text)).toEqual([expect.stringMatching(complaint)])
    const form = pages[1]!.$('form[action$="/interview"]')
    const place = form.find('input[name="translation-interviewPlace"]')
    expect([place.val(), place.attr('lang')]).toEqual([russian.place, 'ru'])
    expect(form.find('[name="translation-interviewNote"]').text()).toBe(russian.note)
    expect(form.find('[name=interviewNote]').text()).toBe(noted.interviewNote)
    expect(pages[0]!.$('input#translation-0').val()).toBe(russian.place)
    expect(pages[0]!.$('#translation-1').text()).toBe(russian.note)
  }
  const refused = renderedPage(await act('interview', { ...noted, ...long }).expect(422))
  const bounds = { ru: /не больше 900 знаков/, en: /to 900 characters at most/, zh: /不得超过900个字符/ }
  expect(refused.errors()[0]?.text).toMatch(/内容过长.*不得超过900个字符/)
  for (const [locale, bound] of Object.entries(bounds)) {
    const own = desk.post(`/${locale}/staff/applications/${id}/interview`).type('form')
    const [complaint] = renderedPage(await own.send({ ...noted, ...long }).expect(422)).errors()
    expect(complaint?.text).toMatch(bound)
  }
  expect(refused.$('input[name="translation-interviewPlace"]').val()).toBe(long['translation-interviewPlace'])
  expect((await stored()).interview).toBeUndefined()
})

it('a room number or a web address needs no translation and may be sent as it is', async () => {
  const { founder, own, act, stored, account } = await aCase()
  const why = '代理人懂中文。'
  await act('interview', { ...slot, interviewPlace: '204', interviewNote: '', wayOut: 'here' }).expect(303)
  const link = { ...slot, interviewPlace: 'https://meet.example.com/a', interviewNote: chinese.note }
  await act('interview-change', { ...link, wayOut: 'as-is', asIsReason: why }).expect(303)
  const { interview } = await stored()
  expect(interview).toMatchObject({ place: 'https://meet.example.com/a', noteWriting: { language: 'zh', asIs: why } })
  const page = renderedPage(await founder.get(own).expect(200))
  expect(page.text('slot')).toContain(chinese.note)
  expect(page.main).not.toContain(why)
  const { id } = { id: String((await stored())._id) }
  await site.services.cases.moves.withdraw(id, { kind: 'applicant', id: account.id })
  expect((await stored()).interview?.noteWriting?.asIs).toBe(why)
})

it('the texts of an interview wait for a colleague’s translation and return to the form', async () => {
  const { at, act, stored, desk } = await aCase()
  await act('interview', { ...slot, wayOut: 'colleague' }).expect(303)
  const [text] = (await stored()).toTranslate!
  expect(text?.texts.map(({ name }) => name)).toEqual(['interviewPlace', 'interviewNote'])
  const page = `${at}/texts/${text!._id.toHexString()}`
  const given = { 'translation-0': russian.place, 'translation-1': russian.note }
  await desk.post(page).type('form').send(given).expect(303)
  const sends = text!._id.toHexString()
  await act('interview', { ...slot, ...inHere, sends }).expect(303)
  expect((await stored()).toTranslate ?? []).toEqual([])
  expect((await stored()).interview?.note).toBe(russian.note)
})

it('the form asks once whether a translation still fits after only the original was changed', async () => {
  const { act, stored } = await aCase()
  await act('interview', { ...slot, ...inHere }).expect(303)
  await act('interview-change', { ...slot, ...inHere, interviewAt: '15:00' }).expect(303)
  const elsewhere = { ...slot, ...inHere, interviewPlace: '市政大厅三楼会议室' }
  const asked = renderedPage(await act('interview-change', elsewhere).expect(422))
  expect(asked.errors().map(({ field }) => field)).toEqual(['interview-change-translation-interviewPlace'])
  expect((await stored()).interview?.placeWriting?.original?.text).toBe(chinese.place)
  const mark = asked.$('form[action$="/interview-change"] [name="asked-interviewPlace"]').val()
  await act('interview-change', { ...elsewhere, 'asked-interviewPlace': mark }).expect(303)
  expect((await stored()).interview?.placeWriting?.original?.text).toBe(elsewhere.interviewPlace)
})

it('the form also asks this for a place that was stored in two lines and is shown in one', async () => {
  const { id, at, act, stored, desk } = await aCase()
  await act('interview', { ...slot, ...inHere }).expect(303)
  const ofBefore = { 'interview.place': 'Зал администрации,\nвторой этаж' }
  await ApplicationModel.updateOne({ _id: id }, { $set: ofBefore })
  const form = formIn(renderedPage(await desk.get(at)))
  expect(form['translation-interviewPlace']).toBe(russian.place)
  const moved = { ...form, interviewPlace: '市政大厅三楼会议室' }
  const asked = renderedPage(await act('interview-change', moved).expect(422))
  expect(asked.errors().map(({ field }) => field)).toEqual(['interview-change-translation-interviewPlace'])
  expect((await stored()).interview?.placeWriting?.original?.text).toBe(chinese.place)
})

it('texts in two languages are translated or passed on only where the applicant does not read them', async () => {
  const { at, act, stored, desk } = await aCase()
  const mixed = {
    ...slot,
    interviewPlace: '绥芬河市迎新街12号',
    interviewNote: 'Возьмите паспорт с собой.',
    writtenIn: 'ru',
  }
  const asked = renderedPage(await act('interview', { ...mixed, wayOut: 'here' }).expect(422))
  expect(asked.errors().map(({ field }) => field)).toEqual(['interview-translation-interviewPlace'])
  await act('interview', { ...mixed, wayOut: 'colleague' }).expect(303)
  const [text] = (await stored()).toTranslate!
  expect(text).toMatchObject({ language: 'zh', texts: [{ name: 'interviewPlace' }] })
  const sends = text!._id.toHexString()
  await desk.post(`${at}/texts/${sends}`).type('form').send({ 'translation-0': russian.place }).expect(303)
  const form = renderedPage(await desk.get(`${at}?text=${sends}`)).$('form[action$="/interview"]')
  expect(form.find('[name="translation-interviewPlace"]').val()).toBe(russian.place)
  expect(form.find('.writing').attr('open')).toBeDefined()
  const given = { wayOut: 'here', 'translation-interviewPlace': russian.place }
  await act('interview', { ...mixed, ...given, sends }).expect(303)
  expect((await stored()).interview).toMatchObject({
    place: russian.place,
    note: mixed.interviewNote,
    noteWriting: { language: 'ru' },
    placeWriting: { language: 'ru', original: { language: 'zh', text: mixed.interviewPlace } },
  })
})

it('the texts of an interview never overwrite a colleague’s change meanwhile, and are dropped with the interview', async () => {
  const { at, act, stored, desk } = await aCase()
  await act('interview', { ...slot, ...inHere }).expect(303)
  const shown = renderedPage(await desk.get(at))
    .$('form[action$="/interview-change"] [name=arranged]')
    .val()
  await act('interview-change', { ...slot, wayOut: 'colleague', arranged: shown }).expect(303)
  await act('interview-change', { ...slot, ...inHere, interviewAt: '16:00', arranged: shown }).expect(303)
  const sends = (await stored()).toTranslate![0]!._id.toHexString()
  const returned = renderedPage(await desk.get(`${at}?text=${sends}`)).$('form[action$="/interview-change"]')
  expect(returned.find('[name=arranged]').val()).toBe(shown)
  const late = renderedPage(await act('interview-change', { ...slot, ...inHere, arranged: shown, sends }).expect(409))
  expect(late.text('alert')).toContain('同事已调整该面谈')
  expect(late.text('interview')).toContain('16:00')
  const form = late.$('form[action$="/interview-change"]')
  expect(form.find('[name=interviewAt]').val()).toBe(slot.interviewAt)
  const arranged = form.find('[name=arranged]').val()
  expect(arranged).not.toBe(shown)
  const again = { ...slot, ...inHere, arranged }
  await act('interview-change', { ...again, wayOut: 'colleague' }).expect(303)
  const reason = { interviewReason: '因故取消面谈。', writtenIn: 'zh' }
  await act('interview-cancel', { ...reason, wayOut: 'colleague' }).expect(303)
  await act('messages', { publicMessage: chinese.note, writtenIn: 'zh', wayOut: 'colleague' }).expect(303)
  await act('interview-change', { ...again, sends }).expect(303)
  const waiting = async () => (await stored()).toTranslate!.map(one => one.act)
  expect(await waiting()).toEqual(['interview-change', 'interview-cancel', 'messages'])
  const cancels = (await stored()).toTranslate![1]!._id.toHexString()
  await act('interview-cancel', { ...reason, wayOut: 'as-is', asIsReason: '紧急。', sends: cancels }).expect(303)
  expect(await waiting()).toEqual(['messages'])
})

/** Returns the form that changes the interview with its current values. */
function formIn(page: ReturnType<typeof renderedPage>): Record<string, string> {
  const fields = page.$('form[action$="/interview-change"]').serializeArray()
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]))
}

it('a changed interview never names its former room, in either language', async () => {
  const { at, act, stored, desk, founder, own } = await aCase()
  await act('interview', { ...slot, ...inHere }).expect(303)
  const form = formIn(renderedPage(await desk.get(at)))
  await act('interview-change', { ...form, interviewMinutes: '60', wayOut: 'colleague' }).expect(303)
  const waiting = (await stored()).toTranslate![0]!._id.toHexString()
  const room = { zh: '市政大厅五楼501室', ru: 'Кабинет на пятом этаже' }
  const moved = { ...form, interviewPlace: room.zh, 'translation-interviewPlace': room.ru }
  await act('interview-change', { ...moved, wayOut: 'here' }).expect(303)
  await site.runJobs()
  const letters = site.mails().length
  const given = { 'translation-0': russian.place, 'translation-1': russian.note }
  await desk.post(`${at}/texts/${waiting}`).type('form').send(given).expect(303)
  const late = formIn(renderedPage(await desk.get(`${at}?text=${waiting}`)))
  expect(late).toMatchObject({ interviewPlace: chinese.place, sends: waiting, arranged: form.arranged })
  await act('interview-change', late).expect(409)
  await site.runJobs()
  expect(site.mails()).toHaveLength(letters)
  const told = [site.mails().at(-1)?.text, renderedPage(await founder.get(own).expect(200)).text('slot')]
  for (const text of told) {
    expect(text).toContain(room.ru)
    expect(text).toContain(room.zh)
    expect(text).not.toContain(chinese.place)
    expect(text).not.toContain(russian.place)
  }
})

it('the texts of an interview are not sent with a time that a colleague has changed meanwhile', async () => {
  const { at, act, stored, desk } = await aCase()
  await act('interview', { ...slot, ...inHere }).expect(303)
  const form = formIn(renderedPage(await desk.get(at)))
  await act('interview-change', { ...form, wayOut: 'here', interviewAt: '16:00' }).expect(303)
  const moved = (await stored()).interview!
  const page = renderedPage(
    await act('interview-change', { ...form, wayOut: 'here', interviewMinutes: '60' }).expect(409),
  )
  expect((await stored()).interview).toEqual(moved)
  // Once the page has shown the new time beside it, the form may be sent as typed.
  const again = formIn(page)
  expect(again).toMatchObject({ interviewAt: slot.interviewAt, interviewMinutes: '60' })
  await act('interview-change', again).expect(303)
  const { startsAt, sequence } = (await stored()).interview!
  expect([startsAt.toISOString(), sequence]).toEqual(['2026-12-03T06:00:00.000Z', moved.sequence + 1])
})
