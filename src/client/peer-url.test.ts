import { describe, expect, it } from 'vitest'
import { peerUrl, under } from './peer-url.js'

describe('a peer', () => {
  it.each([
    // URL, its name
    ['http://runner:4000', 'http://runner:4000'],
    ['http://runner:4000/', 'http://runner:4000'],
    ['http://RUNNER:80/api//', 'http://runner/api'],
    ['https://runner/api/v1', 'https://runner/api/v1'],
    ['http://user:secret@runner/api', 'http://runner/api'],
    ['http://runner/api?token=secret#secret', 'http://runner/api'],
    [new URL('http://runner/api/'), 'http://runner/api'],
  ])('at %s is called %s', (url, name) => {
    expect(peerUrl(url).name).toBe(name)
  })

  it.each([
    // URL, the header
    ['http://runner', undefined],
    ['http://user:pass@runner', 'Basic dXNlcjpwYXNz'],
    ['http://user@runner', 'Basic dXNlcjo='],
    ['http://us%40er:p%3Ass@runner', 'Basic dXNAZXI6cDpzcw=='],
    ['http://%C3%BCser:pass@runner', 'Basic w7xzZXI6cGFzcw=='],
    ['http://user:100%@runner', 'Basic dXNlcjoxMDAl'],
  ])('at %s is sent the authorization %s', (url, authorization) => {
    expect(peerUrl(url).authorization).toBe(authorization)
  })

  it('keeps its query and loses its credentials where requests go', () => {
    expect(peerUrl('http://user:pass@runner/api?tenant=a').base.href).toBe('http://runner/api?tenant=a')
  })

  it.each(['', '/api', 'runner:4000', 'ws://runner', 'http://runner:port'])('cannot be at %j', (url) => {
    expect(() => peerUrl(url)).toThrow(TypeError)
  })

  it('leaves the URL that it was given as it was', () => {
    const url = new URL('http://user:pass@runner/')
    peerUrl(url)
    expect(url.href).toBe('http://user:pass@runner/')
  })
})

it.each([
  // base, path below it
  ['http://runner', 'http://runner/contract'],
  ['http://runner/', 'http://runner/contract'],
  ['http://runner/api', 'http://runner/api/contract'],
  ['http://runner/api/', 'http://runner/api/contract'],
  ['http://runner/api?tenant=a', 'http://runner/api/contract?tenant=a'],
])('/contract under %s is %s', (base, url) => {
  expect(under(new URL(base), '/contract').href).toBe(url)
})
