import { describe, expect, it } from 'vitest'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { errorSummary, requiredLine, text } from '#web/forms/forms.ts'

const bidiControls = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069']

describe('text sent in a form', () => {
  it.each(bidiControls)('loses the bidirectional control character %j', sign => {
    expect(requiredLine(50).parse(`Анна${sign}gpj.exe`)).toBe('Аннаgpj.exe')
  })

  it('keeps its lines, its tabs, and the joiners that emoji and scripts need', () => {
    expect(text(50).parse(' 一\r\n\t👩\u200d🔧\u0007 ')).toBe('一\n\t👩\u200d🔧')
  })

  it('loses lone surrogates and noncharacters, which the database would not return unchanged', () => {
    expect(text(50).parse('a\ud800b\udfffc\ufffe\uffff👩')).toBe('abc👩')
  })
})

describe('the errors above a form', () => {
  it.each(locales)('name the field, and quote a question in full (%s)', locale => {
    const t = translatorFor(locale)
    const labels = { phone: 'apply.field.phone', byAgent: 'apply.field.byAgent' } as const
    const { items = [] } = errorSummary(t, { phone: 'form.required', byAgent: 'form.choose' }, labels) ?? {}
    expect(items[0]?.text).toMatch(/^[^:：]+[:：] ?\S.*$/)
    expect(items[1]?.text).toMatch(/^[^?？]+(?:\? |？)[^:：]+$/)
  })
})
