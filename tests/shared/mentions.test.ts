import { describe, expect, it } from 'vitest'
import { mentionedIn } from '#shared/texts/mentions.ts'

const people = ['Ань', 'Аня Ли', 'Ань Бэй', '孙立群', '李慧', '李慧兰', 'Olga Petrova'].map(name => ({
  id: name,
  name,
}))

describe('the people mentioned in a note', () => {
  it.each([
    ['@Ань, посмотри', ['Ань']],
    ['@Ань Бэй, посмотри', ['Ань Бэй']],
    ['Спроси у @ань и @Olga Petrova.', ['Ань', 'Olga Petrova']],
    ['请@孙立群看一下', ['孙立群']],
    ['＠孙立群', ['孙立群']],
    ['@Аня', []],
    ['@Аньшань', []],
    ['olga petrova, ask@olga', []],
    ['@ Ань', []],
    ['@Ань @Ань', ['Ань']],
    ['请@李慧兰看一下', ['李慧兰']],
    ['请@李慧看一下', ['李慧']],
  ])('are found: %s', (text, names) => {
    expect(mentionedIn(text, people).map(({ name }) => name)).toEqual(names)
  })

  it('are all people of that name if there are several', () => {
    const namesakes = ['1', '2'].map(id => ({ id, name: 'Ань' }))
    expect(mentionedIn('@Ань', [...namesakes, { id: '3', name: 'Бао' }])).toEqual(namesakes)
  })
})
