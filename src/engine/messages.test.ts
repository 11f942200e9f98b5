import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AnyContractError, Loss } from './errors.js'
import { ContractError, isContractError } from './errors.js'

const peer = 'https://runner.example/eu'
const loss: Loss = { procedure: 'runner.execute', half: 'request', path: 'runners[0].timeoutMs', reason: 'no time limit', from: '2.0.0', to: '1.0.0' }
const issues = [{ message: 'expected a string', path: ['runners', 0, { key: 'name' }] }]
const procedure = 'runner.execute'

/** One error of each code, and what its message must name: who, which version, which procedure, what to do. */
const examples: { readonly [Code in AnyContractError['code']]: readonly [Extract<AnyContractError, { code: Code }>, ...string[]] } = {
  REGISTRY_INCOHERENT: [
    new ContractError('REGISTRY_INCOHERENT', {
      registry: 'runners',
      problems: [
        { rule: 'step-missing', where: 'hop 1.0.0 to 2.0.0, runner.execute', problem: 'its request changed', fix: 'Add a step.' },
        { rule: 'hop-missing', where: '2.0.0 to 3.0.0', problem: 'a new major has no hop', fix: 'Write one.' },
      ],
    }),
    'runners', 'hop 1.0.0 to 2.0.0, runner.execute', 'its request changed', 'Add a step.', '2.0.0 to 3.0.0', 'Write one.',
  ],
  NOT_REGISTERED: [
    new ContractError('NOT_REGISTERED', { registry: 'runners', asked: 'version 3.0.0', known: ['1.0.0', '2.0.0'] }),
    'runners', 'version 3.0.0', '1.0.0, 2.0.0',
  ],
  ROUTER_INCOMPLETE: [
    new ContractError('ROUTER_INCOMPLETE', { contract: 'runner', version: '2.0.0', missing: ['runner.info'] }),
    'runner', '2.0.0', 'runner.info', 'implement(contract).router',
  ],
  OFFER_INVALID: [
    new ContractError('OFFER_INVALID', { side: 'offered', value: '"one"', problem: 'it is no version', peer }),
    peer, 'offered', '"one"', 'it is no version', 'Give semver versions',
  ],
  NO_COMMON_VERSION: [
    new ContractError('NO_COMMON_VERSION', { offered: ['1.0.0'], supported: ['3.0.0'], min: '2.0.0', upgrade: 'peer', to: '3.0.0', peer }),
    peer, '1.0.0', '3.0.0', 'at least 2.0.0', `Upgrade the peer ${peer} to 3.0.0`,
  ],
  PEER_UNREACHABLE: [
    new ContractError('PEER_UNREACHABLE', { peer, contract: 'runner', reason: 'connection refused' }),
    peer, 'runner', 'connection refused', 'Check that it is up', 'nothing about its version',
  ],
  NOT_A_RUNNER: [
    new ContractError('NOT_A_RUNNER', { peer, contract: 'runner', reason: 'it answered HTML' }),
    peer, 'runner', 'it answered HTML', 'Check the URL',
  ],
  CONTRACT_VERSION_UNSUPPORTED: [
    new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version: '2.0.0', supported: ['1.0.0'], peer, procedure }),
    peer, '2.0.0', '1.0.0', procedure, 'Nothing was executed', 'upgrade',
  ],
  VERSION_WITHDRAWN: [
    new ContractError('VERSION_WITHDRAWN', { procedure: 'runner.executeStream', version: '1.0.0', supported: ['2.0.0'], peer }),
    peer, '1.0.0', '2.0.0', 'runner.executeStream', 'stays executed', 'before you call again',
  ],
  CONTRACT_VERSION_MISMATCH: [
    new ContractError('CONTRACT_VERSION_MISMATCH', { version: '1.0.0', path: '/v2/execute', supported: ['1.0.0', '2.0.0'] }),
    '1.0.0', '/v2/execute', '1.0.0, 2.0.0', 'Nothing was executed', 'make the header and the path agree',
  ],
  PROCEDURE_UNAVAILABLE: [
    new ContractError('PROCEDURE_UNAVAILABLE', { procedure, version: '1.0.0', reason: 'v1 cannot', peer }),
    peer, '1.0.0', procedure, 'v1 cannot', 'Upgrade',
  ],
  LOSSY_CONVERSION: [
    new ContractError('LOSSY_CONVERSION', { procedure, from: '2.0.0', to: '1.0.0', losses: [loss], peer }),
    peer, '2.0.0', '1.0.0', procedure, 'runners[0].timeoutMs', 'no time limit', 'not sent', 'set losses to',
  ],
  CONVERSION_REFUSED: [
    new ContractError('CONVERSION_REFUSED', { procedure, from: '1.0.0', to: '2.0.0', reason: 'too many fields', peer }),
    peer, procedure, '1.0.0', '2.0.0', 'too many fields', 'Nothing was sent', 'change the request',
  ],
  CONVERSION_INVALID: [
    new ContractError('CONVERSION_INVALID', { procedure, half: 'response', from: '1.0.0', to: '2.0.0', issues, peer }),
    peer, '1.0.0', '2.0.0', procedure, 'response', 'runners.0.name: expected a string', 'mend its response step',
  ],
  ANSWER_INVALID: [
    new ContractError('ANSWER_INVALID', { procedure, version: '1.0.0', issues, peer }),
    peer, '1.0.0', procedure, 'runners.0.name: expected a string', 'may have executed', 'mend that peer',
  ],
}

describe('the message of', () => {
  it.each(Object.entries(examples))('%s names who, what and the way out', (code, [error, ...named]) => {
    expect(error).toMatchObject({ name: 'ContractError', code })
    for (const part of named) expect(error.message).toContain(part)
  })

  it.each([
    new ContractError('OFFER_INVALID', { side: 'min', value: '"one"', problem: 'it is no version' }),
    new ContractError('NO_COMMON_VERSION', { offered: [], supported: ['3.0.0'], upgrade: 'self', to: '3.0.0' }),
    new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version: '2.0.0', supported: ['1.0.0'] }),
    new ContractError('CONTRACT_VERSION_UNSUPPORTED', { version: '1.0.0', supported: ['2.0.0'], sunset: '2027-01-31', to: '2.0.0' }),
    new ContractError('PROCEDURE_UNAVAILABLE', { procedure, version: '1.0.0', reason: 'v1 cannot' }),
    new ContractError('LOSSY_CONVERSION', { procedure, from: '2.0.0', to: '1.0.0', losses: [loss] }),
    new ContractError('CONVERSION_INVALID', { procedure, half: 'response', from: '1.0.0', to: '2.0.0', issues }),
    new ContractError('ANSWER_INVALID', { procedure, version: '1.0.0', issues }),
  ])('$code can be read where the peer has no name', ({ message }) => {
    expect(message).not.toMatch(/undefined| at [.:]/)
  })
})

describe('a message', () => {
  it('blames no hop for a value that was wrong from the start', () => {
    const { message } = new ContractError('CONVERSION_INVALID', { procedure, half: 'request', from: '1.0.0', to: '1.0.0', issues })
    expect(message).toContain('The request of runner.execute is not valid in contract version 1.0.0')
    expect(message).not.toContain('hop')
  })

  const cycle: { message: string; self?: unknown } = { message: 'round and round' }
  cycle.self = cycle
  it.each([
    // what the issue is, the issues, what is shown
    ['a bigint that JSON cannot carry', z.bigint().min(5n).safeParse(3n).error?.issues ?? [], '>=5'],
    ['an object that holds itself', [cycle], 'round and round'],
    ['no object at all', ['plainly wrong', undefined, null], 'plainly wrong; undefined; null'],
    ['a symbol as a key', [{ message: 'odd', path: [Symbol('key')] }], 'Symbol(key): odd'],
  ])('is made of issues with %s', (_what, made, shown) => {
    expect(new ContractError('ANSWER_INVALID', { procedure, version: '1.0.0', issues: made }).message).toContain(shown)
  })

  it.each([
    // what there is much of, the error
    ['issues', new ContractError('ANSWER_INVALID', { procedure, version: '1.0.0', issues: Array(10_000).fill({ message: 'x'.repeat(1000) }) })],
    ['losses', new ContractError('LOSSY_CONVERSION', { procedure, from: '2.0.0', to: '1.0.0', losses: Array(10_000).fill(loss) })],
    ['versions', new ContractError('NO_COMMON_VERSION', { offered: Array(10_000).fill('1.0.0'), supported: [], upgrade: 'self', to: '1.0.0' })],
  ])('stays short with many %s, and the details keep them all', (_what, error) => {
    expect(error.message.length).toBeLessThan(3000)
    expect(Object.values(error.details).some((value) => Array.isArray(value) && value.length === 10_000)).toBe(true)
  })

  it('says how many losses it leaves out', () => {
    const error = new ContractError('LOSSY_CONVERSION', { procedure, from: '2.0.0', to: '1.0.0', losses: Array(25).fill(loss) })
    expect(error.message).toContain('and 5 more')
  })
})

describe('isContractError', () => {
  const error = examples.NOT_REGISTERED[0]
  it.each([
    // value, code asked for, answer
    [error, undefined, true],
    [error, 'NOT_REGISTERED', true],
    [error, 'NOT_A_RUNNER', false],
    [new Error('NOT_REGISTERED'), undefined, false],
    [{ ...error }, 'NOT_REGISTERED', false],
    [undefined, undefined, false],
  ] as const)('of %s with code %s is %s', (value, code, answer) => {
    expect(code === undefined ? isContractError(value) : isContractError(value, code)).toBe(answer)
  })

  it('keeps the cause', () => {
    const cause = new Error('first')
    expect(new ContractError('NOT_REGISTERED', error.details, { cause }).cause).toBe(cause)
  })
})
