import { describe, expect, it } from 'vitest'
import { cleanText } from '#shared/texts/clean-text.ts'

describe('a text that may be kept up to a length', () => {
  it('is cut before a sign of which only half would be left', () => {
    expect(cleanText('ab🏠', 4)).toBe('ab🏠')
    expect(cleanText('ab🏠', 3)).toBe('ab')
  })

  it('counts the end of a line once, and no sign that is left out', () => {
    expect(cleanText('a\r\nb\u202ec', 4)).toBe('a\nbc')
    expect(cleanText('a\r\nb\u202ec', 3)).toBe('a\nb')
  })
})
