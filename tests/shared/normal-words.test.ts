import { describe, expect, it } from 'vitest'
import { beginningsOf, reverseDigits, normalForm, personTerms, titleTerms } from '#shared/texts/normal-words.ts'

const finds = (typed: string, terms: readonly string[]): boolean =>
  beginningsOf(typed).some(beginning => terms.some(term => term.startsWith(beginning)))

describe('the normal form of a name', () => {
  it.each([
    ['Иванов', 'ivanov', 'IVANOV', 'Ivanow'],
    ['Щербаков', 'Shcherbakov', 'Scherbakov', 'Shherbakov', "Shcherbako'v"],
    ['Юлия', 'Yulia', 'Yuliya', 'Iuliia', 'Julija'],
    ['Фёдор Соловьёв', 'Fedor Solovev', 'Fyodor Solov’yov', 'Fedor Solovyev', 'Фёдор Соловьев'],
    ['Дмитрий Цой', 'Dmitrii Tsoi', 'Dmitriy Tsoy', 'Dmitry Coj', 'Dmitri Czoj'],
    ['Хачатурян', 'Khachaturian', 'Hachaturyan', 'Khachaturyan'],
    ['Александр Ющенко', 'Aleksandr Iushchenko', 'Alexandr Yuschenko'],
    ['Виктор Жуков', 'Viktor Zhukov', 'Victor Zhukov'],
    ['Объедков Андрей', 'Obedkov Andrei', 'Obyedkov Andrey', 'Ob"edkov Andrej'],
    ['Филипп Анна', 'Filipp Anna', 'Philip Ana'],
    ['王伟', 'Wang Wei', 'wangwei', 'WANG Wei', 'Wáng Wěi'],
    ['吕娜', 'Lü Na', 'Lyu Na', 'lu na'],
    ['曾国藩', 'Zeng Guofan', 'zengguofan'],
  ])('%s', (first, ...others) => {
    for (const other of others) expect(normalForm(other), other).toBe(normalForm(first))
  })

  it('differs for different names', () => {
    const names = ['Иванов', 'Иванова', 'Петров', 'Щукин', 'Жуков', 'Чуков', 'Цуканов', '王伟', '王芳', '张伟']
    expect(new Set(names.map(normalForm)).size).toBe(names.length)
  })

  it('finds a person by the beginning of any name, in either order, in any script', () => {
    const terms = personTerms('Щербакова Юлия Кузьминична', 'SHCHERBAKOVA YULIIA', '王伟')
    const asked = ['щер', 'shcherb', 'scherb', 'Юлия Щербакова', 'yuliya shch', 'iuliia kuzm', 'кузьминична', 'Юли']
    for (const typed of [...asked, '王', '伟', 'wang w', 'wangwei', 'wei wang'])
      expect(finds(typed, terms), typed).toBe(true)
    for (const typed of ['щербаков александр', '张', 'zhang', 'я', '', '  -- ', '.*'])
      expect(finds(typed, terms), typed).toBe(false)
  })

  it('finds a name in several Chinese parts by all of them, in either order, with and without a dot', () => {
    const terms = personTerms('', '', '伊万·帕夫洛夫')
    for (const typed of ['伊万·帕夫洛夫', '帕夫洛夫·伊万', '伊万 帕夫洛夫', '帕夫洛夫', '伊万'])
      expect(finds(typed, terms), typed).toBe(true)
    expect(finds('伊万·西多罗夫', terms)).toBe(false)
    expect(finds('王 芳', personTerms('王伟'))).toBe(false)
  })

  it.each(['К', 'Ку', 'Кузнец', 'Kuznet', 'Kuznets', 'Kuznec', 'Kuznetsov M', 'Kuznecov Mari', 'Kuznetsov Mariy'])(
    'accepts %s as a beginning of Кузнецов Мария',
    typed => {
      expect(finds(typed, personTerms('Кузнецов Мария'))).toBe(typed.length > 1)
    },
  )

  it('finds a company from any of its words on, and by any part of its Chinese name', () => {
    const terms = titleTerms('ООО «Восточный мёд»', '绥芬河东方商贸有限公司')
    for (const typed of ['ООО вост', 'vostochny med', 'мед', '商贸', '东方商贸有限', 'dong fang'])
      expect(finds(typed, terms), typed).toBe(true)
  })

  it('limits the length and number of search terms', () => {
    expect(personTerms('x '.repeat(5000)).length).toBeLessThan(50)
    expect(titleTerms('слово '.repeat(5000), '汉'.repeat(5000)).every(term => term.length <= 40)).toBe(true)
    expect(reverseDigits('+7 (914) 555-12-34')).toBe('4321555419')
  })
})
