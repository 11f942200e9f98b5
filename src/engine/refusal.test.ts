import { expect, it } from 'vitest'
import { Refusal, refusalIn } from './refusal.js'

const refusal = new Refusal('too many')

it.each<[string, unknown, Refusal | undefined]>([
  ['a refusal', refusal, refusal],
  ['an error made of one', new Error('failed', { cause: refusal }), refusal],
  ['an error made of another error', new Error('failed', { cause: new Error('else') }), undefined],
  ['an error of nothing', new Error('failed'), undefined],
  ['an object that looks like one', { cause: refusal }, undefined],
  ['nothing', undefined, undefined],
])('in %s the refusal is found, if there is any', (_, error, found) => {
  expect(refusalIn(error)).toBe(found)
  expect(refusal.name).toBe('Refusal')
})
