import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { passingLine } from './passing-line.js'

function terminal(columns: number, isTTY = true) {
  const written: string[] = []
  return { written, stream: { isTTY, columns, write: (text: string) => written.push(text) > 0 } as unknown as Parameters<typeof passingLine>[0] }
}

describe('a passing line', () => {
  it('takes the place of the one before, and leaves none behind', () => {
    const { written, stream } = terminal(80)
    const passing = passingLine(stream)
    passing?.('1/2')
    passing?.()
    expect(written).toStrictEqual(['\r\u001b[K1/2', '\r\u001b[K'])
  })

  it.each([
    // columns, what is shown of ten characters
    [11, '0123456789'],
    [10, '012345678'],
    [0, '0123456789'],
  ])('on a terminal of %d columns fits into one line', (columns, shown) => {
    const { written, stream } = terminal(columns)
    passingLine(stream)?.('0123456789')
    expect(written).toStrictEqual([`\r\u001b[K${shown}`])
  })

  it('is for terminals alone', () => {
    expect(passingLine(terminal(80, false).stream)).toBeUndefined()
    vi.stubEnv('TERM', 'dumb')
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(passingLine(terminal(80).stream)).toBeUndefined()
  })
})
