// Checks the words of all Russian texts with Debian's hunspell: `npm run spelling:ru`. English is checked by cspell, with
// .cspell.json. A correct unknown word goes into scripts/words-ru.txt, followed by a slash and a word with the same endings.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writtenTexts } from '../tests/support/texts/written-texts.ts'

const list = 'scripts/words-ru.txt'
/** Shorter words are unit symbols and parts of words, such as `3-й`. */
const shortest = 3

const words = new Map<string, string>()
for (const { where, text } of writtenTexts('ru'))
  for (const [word] of text.matchAll(/\p{Script=Cyrillic}+(?:-\p{Script=Cyrillic}+)*/gu))
    if (word.length >= shortest) words.set(word, where)

const known = readFileSync(list, 'utf8').trim().split('\n')
const sorted = known.toSorted(new Intl.Collator('ru').compare)
const found = spawnSync('hunspell', ['-d', 'ru_RU', '-i', 'utf-8', '-p', list, '-l'], {
  input: [...words.keys()].join('\n'),
  encoding: 'utf8',
  // In a locale of another encoding, hunspell does not read its own list.
  env: { ...process.env, LC_ALL: 'C.UTF-8' },
})

if (known.join('\n') !== sorted.join('\n')) {
  process.stderr.write(`${list} is not sorted:\n${sorted.join('\n')}\n`)
  process.exitCode = 1
}
if (found.error ?? found.status) {
  process.stdout.write('Russian is not looked up: apt-get install hunspell hunspell-ru\n')
} else {
  for (const word of found.stdout.trim().split('\n').filter(Boolean)) {
    process.stderr.write(`${words.get(word) ?? ''}: ${word}\n`)
    process.exitCode = 1
  }
}
