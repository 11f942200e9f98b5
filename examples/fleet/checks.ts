import { z } from 'zod'
import { type Checks, defineCheck } from './check.js'

const url = z.url({ protocol: /^https?$/ })

const problemUnless = (passed: boolean, code: string, message: string) => (passed ? {} : { problem: { code, message } })

const pageTitle = defineCheck({
  description: 'The page has a title that contains a text.',
  input: z.object({ url, contains: z.string().default('') }),
  run: async ({ url, contains }, signal) => {
    const page = await (await fetch(url, { signal })).text()
    const title = /<title>(.*?)<\/title>/.exec(page)?.[1] ?? ''
    const passed = title !== '' && title.includes(contains)
    return { name: 'page_title', details: { title }, ...problemUnless(passed, 'TITLE_DIFFERS', `the title is "${title}"`) }
  },
})

const httpStatus = defineCheck({
  description: 'The page answers with a status.',
  input: z.object({ url, expected: z.number().int().default(200) }),
  run: async ({ url, expected }, signal) => {
    const { status, body } = await fetch(url, { signal })
    await body?.cancel()
    return { name: 'http_status', details: { status }, ...problemUnless(status === expected, 'STATUS_DIFFERS', `the status is ${status}`) }
  },
})

const linkCount = defineCheck({
  description: 'The page has so many links at least.',
  input: z.object({ url, min: z.number().int().default(1) }),
  run: async ({ url, min }, signal) => {
    const page = await (await fetch(url, { signal })).text()
    const links = [...page.matchAll(/<a href=/g)].length
    return { name: 'link_count', details: { links }, ...problemUnless(links >= min, 'TOO_FEW_LINKS', `there are ${links} links`) }
  },
})

const alwaysThrows = defineCheck({
  description: 'Throws.',
  input: z.object({}),
  run: async () => {
    throw new Error('boom')
  },
})

/** Every check of the fleet. */
export const checks: Checks = new Map(Object.entries({ pageTitle, httpStatus, linkCount, alwaysThrows }))
