import { ORPCError } from '@orpc/contract'
import { expect, it } from 'vitest'
import { callThrough } from '../../src/engine/call.js'
import { registry } from '../../src/registry.js'

const never = () => {
  throw new Error('nothing is emulated here')
}

/** What a caller of one version is told when a peer of the other throws. */
async function told(procedure: string, from: string, to: string, request: unknown, error: ORPCError<string, unknown>) {
  const [contract = '', ...path] = procedure.split('.')
  const chain = registry.chain(contract, path, from, to)
  const send = async () => Promise.reject(error)
  const caught: unknown = await callThrough(chain, request, { send, clientAt: never, newId: () => 'id' }).catch((thrown: unknown) => thrown)
  const { code, status, defined, data } = caught as ORPCError<string, unknown>
  return { code, status, defined, data }
}

const runId = 'run-7'
const run = { runId, runners: [{ name: 'pageTitle', input: {} }], mode: 'local' }

it.each([
  // procedure, error of the v1 orchestrator; what a v2 caller reads
  ['orchestrator.getRunStatus', new ORPCError('NOT_FOUND'), { code: 'RUN_NOT_FOUND', status: 404, defined: true, data: { runId } }],
  ['orchestrator.getRun', new ORPCError('NOT_FOUND'), { code: 'RUN_NOT_FOUND', status: 404, defined: true, data: { runId } }],
  ['orchestrator.getRun', new ORPCError('CONFLICT'), { code: 'CONFLICT', status: 409, defined: false, data: undefined }],
])('a v1 peer fails %s with %s', async (procedure, error, expected) => {
  expect(await told(procedure, '2.0.0', '1.0.0', { runId }, error)).toStrictEqual(expected)
})

it.each([
  // procedure, request, error of the v2 peer; what a v1 caller reads
  ['orchestrator.getRunStatus', { runId }, new ORPCError('RUN_NOT_FOUND', { defined: true, status: 404, data: { runId } }), { code: 'NOT_FOUND', status: 404, defined: false, data: { runId } }],
  ['orchestrator.getRun', { runId }, new ORPCError('RUN_NOT_FOUND', { defined: true, status: 404, data: { runId } }), { code: 'NOT_FOUND', status: 404, defined: false, data: { runId } }],
  ['orchestrator.getRun', { runId }, new ORPCError('RUN_NOT_FINISHED', { defined: true, status: 409, data: { runId, state: 'running' } }), { code: 'CONFLICT', status: 409, defined: false, data: { runId, state: 'running' } }],
  ['orchestrator.submitRun', run, new ORPCError('RUN_ALREADY_EXISTS', { defined: true, status: 409, data: { runId } }), { code: 'CONFLICT', status: 409, defined: false, data: { runId } }],
  ['runner.execute', run, new ORPCError('EXECUTION_TIMED_OUT', { defined: true, status: 504, data: { timeoutMs: 50 } }), { code: 'EXECUTION_FAILED', status: 500, defined: true, data: { details: 'Execution reached its time limit of 50 ms' } }],
])('a v2 peer fails %s of %j with %s', async (procedure, request, error, expected) => {
  expect(await told(procedure, '1.0.0', '2.0.0', request, error)).toStrictEqual(expected)
})

it.each([
  ['runner.execute', { runId, runners: run.runners, idempotencyKey: 'once' }],
  ['orchestrator.submitRun', { ...run, idempotencyKey: 'once' }],
])('%s with an idempotency key is not sent to v1, unless that is allowed', async (procedure, request) => {
  const [contract = '', ...path] = procedure.split('.')
  const chain = registry.chain(contract, path, '2.0.0', '1.0.0')
  const sent: unknown[] = []
  const call = (policy?: 'allow') =>
    callThrough(chain, request, { send: async (value) => Promise.reject(new Error(String(sent.push(value)))), clientAt: never, newId: () => 'id', policy })
  await expect(call()).rejects.toMatchObject({ code: 'LOSSY_CONVERSION' })
  expect(sent).toStrictEqual([])
  await expect(call('allow')).rejects.toThrow('1')
  expect(sent).toHaveLength(1)
})
