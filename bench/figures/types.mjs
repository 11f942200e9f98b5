import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { instantiationsOf } from '../harness/instantiations.mjs'
import { measured } from '../harness/row.mjs'

/** Instantiations of a consumer of the latest client, over one of the bare contract: from the built declarations where they are there. */
export async function types() {
  const isBuilt = existsSync(fileURLToPath(new URL('../../dist/client.d.ts', import.meta.url)))
  const config = isBuilt ? 'tsconfig.run.json' : 'tsconfig.json'
  const ratio = instantiationsOf('latest', config) / instantiationsOf('bare', config)
  return [measured({ figure: 'type instantiations', case: `the latest client over the bare contract, from ${isBuilt ? 'the build' : 'the sources'}`, most: 1.3 }, 'x', [ratio])]
}
