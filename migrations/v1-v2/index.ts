import { defineHop } from '../../src/engine/define.js'
import { orchestrator } from './orchestrator.js'
import { runner } from './runner.js'

/** The hop between 1.0.0 and 2.0.0. */
export const v1ToV2 = defineHop({ from: '1.0.0', to: '2.0.0', contracts: { runner, orchestrator } })
