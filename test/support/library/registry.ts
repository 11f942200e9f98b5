import { defineHop, defineRegistry } from '@runners/contracts/registry'
import { library as v1 } from './v1.js'
import { v1ToV2 } from './v1-v2.js'
import { library as v2 } from './v2.js'
import { v2ToV3 } from './v2-v3.js'
import { library as v3 } from './v3.js'

/** Three versions of a contract that has nothing to do with runners. */
export const registry = defineRegistry({
  name: 'libraries',
  versions: [
    { version: '1.0.0', contracts: { library: v1 } },
    { version: '2.0.0', contracts: { library: v2 } },
    { version: '3.0.0', contracts: { library: v3 } },
  ],
  hops: [
    defineHop({ from: '1.0.0', to: '2.0.0', contracts: { library: v1ToV2 } }),
    defineHop({ from: '2.0.0', to: '3.0.0', contracts: { library: v2ToV3 } }),
  ],
})
