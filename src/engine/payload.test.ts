import { describe, expect, it } from 'vitest'
import { registry } from '../registry.js'
import { convertErrorPayload } from './error-payload.js'

const between = { from: '1.0.0', to: '2.0.0' }

it('a hop that refuses a payload is a typed error for whoever migrates it', async () => {
  const request = { runners: Array.from({ length: 1_001 }, () => 'pageTitle'), input: Object.fromEntries(Array.from({ length: 100 }, (_, key) => [`key${key}`, key])) }
  await expect(registry.migrate('runner.execute', 'request', request, between)).rejects.toMatchObject({
    code: 'CONVERSION_REFUSED',
    details: { procedure: 'runner.execute', ...between, reason: expect.stringContaining('100100 fields') },
  })
})

describe('a typed error outside of a call', () => {
  const convert = (procedure: string, from: string, to: string, error: { code: string; data?: unknown }) => {
    const [contract = '', ...path] = procedure.split('.')
    return convertErrorPayload(registry.chain(contract, path, to, from), { data: undefined, message: 'words', ...error }, { newId: () => 'id' })
  }

  it.each([
    // procedure, version that sent it, version that gets it, error, what arrives
    ['runner.execute', '2.0.0', '1.0.0', { code: 'EXECUTION_TIMED_OUT', data: { timeoutMs: 50 } }, { defined: true, code: 'EXECUTION_FAILED', status: 500, message: 'words', data: { details: 'Execution reached its time limit of 50 ms' } }],
    ['runner.execute', '1.0.0', '2.0.0', { code: 'RUNNER_NOT_FOUND', data: { missingRunners: ['a'], availableRunners: [] } }, { defined: true, code: 'RUNNER_NOT_FOUND', status: 404, message: 'words', data: { missingRunners: ['a'], availableRunners: [] } }],
    ['runner.execute', '1.0.0', '2.0.0', { code: 'TEAPOT', data: 7 }, { defined: false, code: 'TEAPOT', status: 500, message: 'words', data: 7 }],
  ])('of %s, %s to %s: %j', async (procedure, from, to, error, expected) => {
    expect(await convert(procedure, from, to, error)).toStrictEqual(expected)
  })

  it('is refused where its own version refuses its data', async () => {
    await expect(convert('runner.execute', '1.0.0', '2.0.0', { code: 'RUNNER_NOT_FOUND', data: {} })).rejects.toMatchObject({
      code: 'CONVERSION_INVALID',
      details: { half: 'errors', from: '1.0.0', to: '1.0.0' },
    })
  })

  it('is told to be unavailable where the sender lacks the procedure', async () => {
    await expect(convert('orchestrator.cancelRun', '1.0.0', '2.0.0', { code: 'RUN_NOT_FOUND', data: { runId: 'r' } })).rejects.toMatchObject({ code: 'PROCEDURE_UNAVAILABLE' })
  })
})
