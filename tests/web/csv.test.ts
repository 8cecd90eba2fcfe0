import express from 'express'
import supertest from 'supertest'
import { describe, expect, it } from 'vitest'
import { sendCsv, type CsvValue } from '#web/files/csv.ts'

type Rows = Iterable<readonly CsvValue[]> | AsyncIterable<readonly CsvValue[]>

function get(rows: () => Rows, name = 'файл.csv') {
  const app = express()
  app.get('/', (_req, res) => sendCsv(res, { name, head: ['Название', 'Сумма'] }, rows()))
  app.use((_error: unknown, _req: express.Request, res: express.Response, next: express.NextFunction) => {
    if (res.headersSent) next(_error)
    else res.status(500).send('failed')
  })
  return supertest(app).get('/')
}

describe('CSV files', () => {
  it('open in a spreadsheet: byte order mark, quoted cells, numbers as they are', async () => {
    const { text, headers } = await get(() => [
      ['Плата, "основная"', -5],
      ['二\n行', 1.5],
      [null, undefined],
    ]).expect(200)

    expect(text).toBe('\ufeffНазвание,Сумма\r\n"Плата, ""основная""",-5\r\n"二\n行",1.5\r\n,\r\n')
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toBe(
      `attachment; filename="file.csv"; filename*=UTF-8''${encodeURIComponent('файл.csv')}`,
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('never contain the formula %j', async formula => {
    const { text } = await get(() => [[formula, 0]]).expect(200)
    expect(text.split('\r\n')[1]?.replace('"', '')).toMatch(/^'/)
  })

  it('have a header even without rows', async () => {
    const { text } = await get(() => []).expect(200)
    expect(text).toBe('\ufeffНазвание,Сумма\r\n')
  })

  it('stream rows one by one', async () => {
    async function* rows() {
      for (let index = 0; index < 5000; index += 1) yield await Promise.resolve([`row ${index}`, index])
    }
    const { text } = await get(rows).expect(200)
    expect(text.trim().split('\r\n')).toHaveLength(5001)
  })

  it('turn into an error page when the first row fails', async () => {
    async function* rows(): AsyncGenerator<CsvValue[]> {
      yield await Promise.reject(new Error('no database'))
    }
    await get(rows).expect(500, 'failed')
  })

  it('break off instead of ending normally when a later row fails', async () => {
    async function* rows(): AsyncGenerator<CsvValue[]> {
      yield await Promise.resolve(['first', 1])
      throw new Error('lost the database')
    }
    await expect(get(rows).then(() => 'whole')).rejects.toThrow(/aborted|socket hang up/)
  })
})
