import { describe, expect, it } from 'vitest'
import { fetchBytes } from './body-bytes.js'
import { limitedJson } from './limited-json.js'

/** A request whose body comes in these chunks; counts how many were asked for. */
function requestOf(chunks: readonly Uint8Array[], headers: Record<string, string> = {}) {
  let given = 0
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const chunk = chunks[given]
      given += 1
      if (chunk === undefined) controller.close()
      else controller.enqueue(chunk)
    },
  }, { highWaterMark: 0 })
  return { request: new Request('http://x/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit), given: () => given }
}

const bytesOf = (request: Request) => fetchBytes(request, Object.fromEntries(request.headers))

const bytes = (text: string) => new TextEncoder().encode(text)

describe('the JSON of a fetch request', () => {
  it.each([
    // body, what is read
    ['{"a":1}', { a: 1 }],
    ['"ü€𝄞"', 'ü€𝄞'],
    ['\ufeff[1]', [1]],
    ['', undefined],
  ])('reads %j whole, however it is cut', async (text, value) => {
    const cut = [...bytes(text)].map((byte) => Uint8Array.of(byte))
    expect(await limitedJson(bytesOf(requestOf(cut).request), 100)).toStrictEqual(value)
    expect(await limitedJson(bytesOf(new Request('http://x/', { method: 'POST', body: text })), 100)).toStrictEqual(value)
  })

  it('is undefined where there is no body', async () => {
    expect(await limitedJson(bytesOf(new Request('http://x/')), 1)).toBeUndefined()
  })

  it('is refused where it is none', async () => {
    await expect(limitedJson(bytesOf(requestOf([bytes('{"a":')]).request), 100)).rejects.toBeInstanceOf(SyntaxError)
  })

  it('is refused where the connection breaks off', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
    await expect(limitedJson(bytesOf(new Request('http://x/', { method: 'POST', body, duplex: 'half' } as RequestInit)), 100)).rejects.toThrow('terminated')
  })

  it('may be as long as the limit', async () => {
    expect(await limitedJson(bytesOf(requestOf([bytes('"123'), bytes('45"')]).request), 7)).toBe('12345')
  })

  it('is refused as soon as it is longer, and the rest is not read', async () => {
    const { request, given } = requestOf([bytes('"123'), bytes('45'), bytes('678'), bytes('9"')])
    await expect(limitedJson(bytesOf(request), 7)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE', status: 413 })
    expect(given()).toBe(3)
  })

  it('is refused where nobody can say how long it is', async () => {
    const chunks = ['"1', '2"'] as unknown as Uint8Array[]
    await expect(limitedJson(bytesOf(requestOf(chunks).request), 7)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' })
  })

  it('is refused unread where it says itself that it is longer', async () => {
    const { request, given } = requestOf([bytes('1')], { 'content-length': '8' })
    await expect(limitedJson(bytesOf(request), 7)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' })
    expect(given()).toBe(0)
  })
})
