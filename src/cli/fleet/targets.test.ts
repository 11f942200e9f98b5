import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UsageError } from '../run.js'
import { listed, targetsOf } from './targets.js'

const namesIn = (list: string) => listed(list, 'fleet.txt').map(({ name }) => name)

describe('a list', () => {
  it.each<[string, readonly string[]]>([
    // list, peers in it
    ['', []],
    ['\n  \n# all gone\n', []],
    ['http://a\nhttp://b', ['http://a', 'http://b']],
    ['http://a/runner/\r\n\r\nhttp://b\r\n', ['http://a/runner', 'http://b']],
    ['  http://a\t# eu\n#http://b\n', ['http://a']],
    ['# eu\r\nhttp://a # one\r\nhttp://b/runner # two\r\n', ['http://a', 'http://b/runner']],
    ['http://a\rhttp://b\r', ['http://a', 'http://b']],
    ['https://user:secret@a/?token=x', ['https://a']],
    ['HTTP://A', ['http://a']],
    ['http://a#b', ['http://a']],
  ])('%j names %j', (list, names) => {
    expect(namesIn(list)).toStrictEqual(names)
  })

  it.each([
    // list, line that is wrong
    ['http://a\n\n# eu\nb.example.com', 4],
    ['user:secret@b.example.com', 1],
    ['http://user:secret@', 1],
    ['http://a http://b', 1],
    ['http://a/?region=eu http://b', 1],
    ['http://a/?region=eu,http://b', 1],
    ['http://a/\nhttp://b/runner\tprod', 2],
    ['ftp://a', 1],
    ['<!doctype html>', 1],
  ])('%j is refused by file and line, and shows no credentials', (list, line) => {
    const refused = () => listed(list, 'fleet.txt')
    expect(refused).toThrow(UsageError)
    expect(refused).toThrow(new RegExp(`^fleet\\.txt line ${line} is no URL of a peer`))
    expect(refused).not.toThrow(/secret/)
  })
})

describe('what arguments name', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fleet-'))
    writeFileSync(join(folder, 'eu'), '\uFEFFhttp://eu1\nhttp://eu2\n')
    writeFileSync(join(folder, 'none'), '# nobody yet\n')
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  const input = (text: string, isTTY = false) => Object.assign(Readable.from([Buffer.from(text)]), { isTTY }) as unknown as NodeJS.ReadStream
  const named = async (args: readonly string[], text = '', isTTY = false) =>
    (await targetsOf(args.map((arg) => arg.replace('@', `${folder}/`)), input(text, isTTY))).map(({ name }) => name)

  it('is taken in its order, each peer once however it is spelled', async () => {
    const args = ['http://b', '@eu', '-', 'http://EU1', 'http://b:80/', 'http://b/?region=eu']
    expect(await named(args, 'http://eu2/\nhttp://c')).toStrictEqual(['http://b', 'http://eu1', 'http://eu2', 'http://c', 'http://b'])
  })

  it('is another peer behind a gateway that tells them by their credentials', async () => {
    const targets = await targetsOf(['http://one:s@a', 'http://two:s@a', 'http://one:s@A/'], input(''))
    expect(targets.map(({ url }) => url)).toStrictEqual(['http://one:s@a', 'http://two:s@a'])
  })

  it('keeps the credentials for asking', async () => {
    expect(await targetsOf(['http://u:secret@a/'], input(''))).toMatchObject([{ url: 'http://u:secret@a/', name: 'http://a' }])
  })

  it.each<[readonly string[], RegExp, boolean?]>([
    // arguments, what is wrong, whether standard input is a terminal
    [[], /give URLs of peers, a file that lists them, or -/],
    [['@none'], /there is no peer in .*none/],
    [['@eu', '@none'], /there is no peer in .*none/],
    [['http://b', '-'], /there is no peer in standard input/],
    [['http://b\nhttp://c'], /^"http:\/\/b\\u000ahttp:\/\/c" is no URL of a peer/],
    [['http://b c/?token=secret'], /^"http:\/\/b c\/\?…" is no URL of a peer/],
    [['@gone'], /gone" is neither a URL with http:\/\/ or https:\/\/ nor a file that can be read/],
    [['u:secret\u0040host'], /"…\u0040host" is neither a URL/],
    [['http://u:secret\u0040'], /^"…\u0040" is no URL of a peer/],
    [['-'], /there is no list on standard input/, true],
  ])('%j is bad usage: %s', async (args, message, isTTY) => {
    const naming = args[0]?.includes('secret') ? targetsOf(args, input('', isTTY)) : named(args, '', isTTY)
    await expect(naming).rejects.toThrow(UsageError)
    await expect(naming).rejects.toThrow(message)
  })
})
