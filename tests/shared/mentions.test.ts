import { describe, expect, it } from 'vitest'
import { mentionedIn } from '#shared/texts/mentions.ts'

const people = ['Ань', 'Аня Ли', 'Ань Бэй', '孙立群', 'Olga Petrova'].map(name => ({ id: name, name }))

describe('who is called in a note', () => {
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
  ])('%s', (text, names) => {
    expect(mentionedIn(text, people).map(({ name }) => name)).toEqual(names)
  })
})
