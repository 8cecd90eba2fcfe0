import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { useBrowser } from '../../browser/support/browser.ts'
import { failuresOn, foundByIbm } from './judges.ts'
import { lead } from './later/pages.ts'
import { judgeKeyboard } from './matrix/keyboard.ts'
import { judgePreferences } from './matrix/preferences.ts'
import { judgeStates } from './matrix/states.ts'

describe('the command that judges all pages', () => {
  const browser = useBrowser()
  let page: Page

  beforeAll(async () => {
    page = await browser.person()
  })

  it('reports what people with forced colours, zoom or reduced motion cannot use', async () => {
    await page.setContent(`<!doctype html><html lang="en"><title>t</title><style>
      button { outline: none !important; border: 0 }
      button:focus { box-shadow: 0 0 3px blue }
      .dot { display: block; width: 20px; height: 20px; background: green }
      .dot--lined { border: 2px solid }
      .strip { overflow-x: auto; white-space: nowrap }
      .moves { transition: color 1s }
      .below { position: absolute; top: 0; left: 0 }
      .above { position: absolute; top: 0; left: 0; width: 90px; height: 40px; background: white }
    </style><main>
      <h1 class="below" id="under">Under it</h1><div class="above"></div>
      <p style="margin-top: 60px"><button id="glow">Save</button> <a href="#" id="plain">Link</a></p>
      <i class="dot" id="gone"></i><i class="dot dot--lined"></i>
      <svg width="20" height="20" id="faint"><path d="M0 0h20v20z" fill="#eee"/></svg>
      <svg width="20" height="20"><path d="M0 0h20v20z" fill="#333"/></svg>
      <div class="strip" id="strip">${'word '.repeat(200)}</div>
      <p class="moves" id="moves">Moves</p>
    </main><footer>
      <details><summary>Help</summary><p id="help" style="width: 700px">Wider than a phone</p></details>
      <details><summary>Menu</summary><p>Fits</p></details>
    </footer>`)
    const held = await (await judgePreferences(page)).held
    const found = (state: string) =>
      held
        .filter(one => one.state === state)
        .flatMap(({ failures }) =>
          failures.map(({ rule, where }) => `${rule}: ${/id="(\w+)"/.exec(where)?.[1] ?? where}`),
        )
    expect(found(', in forced colours, light')).toEqual([
      'focus is not seen: glow',
      'is gone: gone',
      'does not stand out: faint',
    ])
    expect(found(', at 400 %')).toEqual([
      'sideways: strip',
      'sideways when unfolded: help',
      'lies under something: under',
    ])
    expect(found(', without motion')).toEqual(['moves: moves'])
  })

  it('also judges a page with its drawer open and with its forms submitted empty, except forms with a file', async () => {
    const formOf = (name: string) =>
      `<form method="post" novalidate><label>Name <input name="${name}" required value="x"></label><button>Send</button></form>`
    const optional =
      '<form method="post" id="close"><div class="field"><label for="why">Why <span class="muted">(optional)</span></label><input id="why" name="why"></div><button>Close</button></form>'
    // A radio button has a default, and a translation is required only where something is written.
    const chosen =
      '<form method="post" id="notice"><fieldset class="field"><legend>Unit</legend><input type="radio" name="unit" value="1" checked aria-label="1"></fieldset><div class="writing"><div class="field"><label for="as-is">Why untranslated</label><input id="as-is" name="asIs"></div></div><button>Publish</button></form>'
    const drawer = '<details data-drawer><summary>Messages</summary><p>None</p></details>'
    const body = (mistakes: string) =>
      `<!doctype html><html lang="en"><title>t</title><main><h1>Form</h1>${mistakes}${drawer}${formOf('name')}${formOf('street')}${optional}${chosen}</main>`
    const sent: (string | null)[] = []
    await page.route('http://form.test/**', async route => {
      const isSent = route.request().method() === 'POST'
      if (isSent) sent.push(route.request().postData())
      const isFile = isSent && route.request().url().endsWith('/export')
      const headers = isFile ? { 'content-disposition': 'attachment; filename="a.csv"' } : undefined
      const answer = body(isSent ? '<p data-error-summary>Name</p>' : '')
      await route.fulfill({ contentType: 'text/html', body: answer, ...(headers ? { headers } : {}) })
    })
    const statesAt = async (address: string) => {
      await page.goto(address)
      const held = await (await judgeStates(page, () => Promise.resolve([]))).held
      return held.map(({ state }) => state)
    }
    expect(await statesAt('http://form.test/')).toEqual([
      '',
      ', with its drawer open',
      ', sent empty',
      ', form 2 sent empty',
    ])
    expect(sent).toEqual(['name=', 'street='])
    expect(await statesAt('http://form.test/export')).toEqual(['', ', with its drawer open'])
    await page.unroute('http://form.test/**')
  })

  it('ignores failures inside frames and under menus that a judge unfolds', async () => {
    const link = (where: string) => `<a href="#${where}" style="position: absolute; top: 60px">Link ${where}</a>`
    await page.route('http://frame.test/**', route => {
      const isFramed = route.request().url().endsWith('/framed')
      const menu = `<details><summary>Order</summary><ul style="position: absolute; left: 8px; width: 50px; height: 300px; margin: 0; padding: 0; background: white"><li><button>By area</button></li></ul></details><p><a href="#under" style="display: block; width: 60px; height: 30px">Under</a></p>`
      const main = isFramed ? link('in') : `${link('out')}<iframe src="/framed" title="Framed"></iframe>${menu}`
      const body = `<!doctype html><html lang="en"><title>Frame</title><main><h1>Frame</h1>${main}</main>`
      return route.fulfill({ contentType: 'text/html', body })
    })
    await page.goto('http://frame.test/')
    const failures = await failuresOn(page)
    expect(failures.filter(({ rule }) => /target-size|sia-r113/.test(rule))).toEqual([])
    await page.unroute('http://frame.test/**')
  })

  it('reports a small target even at the cut edge of a scrolling area, but not the cut itself', async () => {
    const list = (id: string, third: string, fourth: string) =>
      `<ul id="${id}" tabindex="0" aria-label="${id}" style="height: 80px; overflow: auto; margin: 0; padding: 0; list-style: none">
        ${['height: 30px', 'height: 30px', third, fourth].map((style, at) => `<li><a href="#${id}" style="display: block; ${style}; overflow: hidden">${id} ${at}</a></li>`).join('')}
      </ul><p style="height: 60px; margin: 0"><button style="width: 200px; height: 60px">After ${id}</button></p>`
    const wide = `<div id="wide" tabindex="0" role="group" aria-label="Wide" style="width: 100px; overflow-x: auto; white-space: nowrap"><a href="#a" style="display: inline-block; width: 90px; height: 30px">Wide 0</a><a href="#a" style="display: inline-block; width: 90px; height: 30px">Wide 1</a><a href="#a" style="display: inline-block; width: 9px; height: 9px">Wide 2</a><a href="#a" style="display: inline-block; width: 90px; height: 30px">Wide 3</a></div>`
    await page.setContent(
      `<!doctype html><html lang="en"><title>Frames</title><main><h1>Frames</h1>${list('roomy', 'height: 30px', 'height: 30px')}${list('cut', 'height: 21px; margin-top: 10px', 'height: 30px')}${list('away', 'height: 30px', 'height: 10px')}${wide}</main>`,
    )
    const failures = await failuresOn(page)
    const small = failures
      .filter(({ rule }) => rule === 'sia-r113')
      .map(({ where }) => /\w+ \d/.exec(where)?.[0] ?? where)
    expect(small).toEqual(['cut 2', 'away 3', 'Wide 2'])
    expect(await page.locator('[data-scrolls], [style*=translate]').count()).toBe(0)
  })

  it('ignores failures of IBM in similar forms, closed drawers and purely visual cells', async () => {
    const radio = (act: string, way: string) =>
      `<p><input type="radio" id="${act}-${way}" name="way" value="${way}"><label for="${act}-${way}">By ${way}</label></p>`
    const form = (act: string) =>
      `<form method="post" aria-label="${act}"><fieldset><legend>Way out</legend>${radio(act, 'post')}${radio(act, 'hand')}</fieldset><button>${act}</button></form>`
    const drawer = `<details data-drawer><summary>Messages</summary><label for="message">Message</label><textarea id="message"></textarea></details>`
    const cell = (role: string) => `<td ${role}>SFH</td>`
    const rows = (last: string) =>
      `<tr role="row"><th scope="rowgroup" role="rowheader" colspan="2">Rent</th>${last}</tr><tr role="row"><th scope="row" role="rowheader">Area</th>${cell('role="cell"')}</tr>`
    const table = `<table role="table"><caption>Units</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Fact</th><th scope="col" role="columnheader">SFH</th></tr></thead><tbody role="rowgroup">${rows(cell('aria-hidden="true" style="display: block"'))}</tbody></table>`
    await page.setContent(
      `<!doctype html><html lang="en"><title>Acts</title><main><h1>Acts</h1>${form('Offer')}${form('Reject')}${drawer}${table}<input type="text" id="nameless"></main>`,
    )
    const failures = (await failuresOn(page)).filter(({ judge }) => judge === 'IBM')
    expect(failures.map(({ where }) => /id="([\w-]+)"/.exec(where)?.[1])).toEqual(['nameless'])
  })

  it('finds the same with the failing rules of IBM as with all its rules', async () => {
    await page.setContent(`<!doctype html><html><title></title><main><h1></h1>
      <img src="data:,"><a href="#a"></a><button></button><iframe src="about:blank"></iframe><svg role="img"></svg>
      <p id="twice" lang="x-"></p><p id="twice" role="nothing" aria-nothing="1" aria-labelledby="nowhere">Text</p>
      <input type="text"><input type="image" src="data:,"><select></select><textarea></textarea><input type="radio" name="a">
      <table><tr><th></th></tr><tr><td headers="nowhere">1</td></tr></table><ul role="list"><div role="listitem">One</div></ul>
      <div role="checkbox">Choice</div><div role="tablist"><p>None</p></div><div role="slider" tabindex="0"></div>
      <meta http-equiv="refresh" content="5"><blink>Now</blink><marquee>Then</marquee><object data="data:,"></object><area href="#">
      <label for="nobody">Name</label><video src="data:,"></video><div onclick="x()" tabindex="3">Go</div><div aria-hidden="true"><a href="#b">Hidden</a></div>
    </main></html>`)
    const found = await foundByIbm(page)
    expect(new Set(found.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(20)
    expect(found).toEqual(await foundByIbm(page, { everyRule: true }))
  })

  it('opens pages that are the answer to a form', async () => {
    await page.route('http://late.test/**', route => {
      const sent = route.request().postData()
      const body = sent ? `<title>${sent}</title><h1>Too late</h1>` : 'robots'
      return route.fulfill({ contentType: 'text/html', status: sent ? 409 : 200, body })
    })
    await lead(page, 'http://late.test/ru/texts/1', { 'translation-0': 'Yes' })
    expect([page.url(), await page.title()]).toEqual(['http://late.test/ru/texts/1', 'translation-0=Yes'])
    await page.unroute('http://late.test/**')
  })

  it('walks through a page by keyboard and reports what it cannot reach, see or leave', async () => {
    const body = (extra: string) => `<!doctype html><html lang="en"><title>t</title><main><h1>Keys</h1>
      <a href="#a">First</a> <input type="date" aria-label="Day">
      <p><label><input type="radio" name="one" checked> One</label><label><input type="radio" name="one"> Two</label></p>
      <input type="checkbox" id="drawn" style="position: absolute; opacity: 0; left: -900px"><label for="drawn">Drawn</label>
      <button disabled>Off</button><a href="#b" tabindex="-1">Never</a><details><summary>More</summary><button>Folded</button></details>
      <div style="height: 2000px"></div>${extra}<a href="#" id="last">Last</a></main>`
    const wrongOn = async (extra: string) => {
      await page.setContent(body(extra))
      const { failures } = await judgeKeyboard(page)
      return failures.map(({ rule, where }) => `${rule}: ${/id="(\w+)"/.exec(where)?.[1] ?? where}`)
    }
    expect(await wrongOn('')).toEqual([])
    const unit = '<path d="M100 200h9v9h-9z" /><text x="50" y="40" pointer-events="none">A unit with a long name</text>'
    expect(
      await wrongOn(
        `<svg width="300" height="300"><path d="M0 0h300v300H0z" /><a href="#u" id="unit">${unit}</a></svg>`,
      ),
    ).toEqual([])
    const bar = '<button id="under">Under</button><div style="position: fixed; inset: 0; background: white"></div>'
    expect(await wrongOn(`${bar}<style>a, input, label, summary { position: relative; z-index: 1 }</style>`)).toEqual([
      'focus is out of sight: under',
    ])
    const skips = `<button id="skips" onfocus="document.getElementById('last').focus()">Skips</button><button id="skipped">Skipped</button>`
    expect(await wrongOn(skips)).toEqual(['is not come to: skips', 'is not come to: skipped'])
    const catches = '<button id="catches" onkeydown="event.preventDefault()">Catches</button>'
    expect(await wrongOn(catches)).toEqual(['focus is caught: catches', 'is not come to: last'])
  })
})
