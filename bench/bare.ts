import { readFileSync } from 'node:fs'
import express from 'express'

/** Bare Express 5 that sends a finished page from memory, as a baseline for the site. Usage: `bare.ts <file> <port>`. */
const [, , file = '', port = '0'] = process.argv
const page = readFileSync(file, 'utf8')
const app = express()
app.disable('x-powered-by')
app.get('/page', (_req, res) => {
  res.type('html').send(page)
})
app.listen(Number(port), () => process.send?.('up'))
