import { describe, expect, it } from 'vitest'
import { cleanText } from '#shared/texts/clean-text.ts'

describe('a text with a maximum length', () => {
  it('is cut before a character that would be split in half', () => {
    expect(cleanText('ab🏠', 4)).toBe('ab🏠')
    expect(cleanText('ab🏠', 3)).toBe('ab')
  })

  it('counts a line end once and does not count removed characters', () => {
    expect(cleanText('a\r\nb\u202ec', 4)).toBe('a\nbc')
    expect(cleanText('a\r\nb\u202ec', 3)).toBe('a\nb')
  })
})
