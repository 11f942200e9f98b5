import { type Answer, type Exchange, RECORDED_PAGE_URL } from './recording.js'

/** Sends a recorded request to the runner at `runnerUrl`, with the page server of today in it. */
export async function replay({ request }: Exchange, runnerUrl: string, pageUrl: string): Promise<Answer & { readonly headers: Headers }> {
  const { method, path, contentType, body } = request
  const response = await fetch(`${runnerUrl}${path}`, {
    method,
    ...(contentType !== undefined && { headers: { 'content-type': contentType } }),
    ...(body !== undefined && { body: written(body).replaceAll(RECORDED_PAGE_URL, pageUrl) }),
  })
  const text = await response.text()
  const type = response.headers.get('content-type')
  return {
    status: response.status,
    contentType: type,
    body: type === 'application/json' ? JSON.parse(text) : text,
    headers: response.headers,
  }
}

const written = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body))

/** An answer without what differs from run to run: every duration is 0. */
export function comparable({ status, contentType, body }: Answer): Answer {
  return { status, contentType, body: withoutDurations(body) }
}

function withoutDurations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDurations)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, isDuration(key, child) ? 0 : withoutDurations(child)]),
  )
}

const isDuration = (key: string, value: unknown) => key === 'durationMs' && typeof value === 'number' && value >= 0
