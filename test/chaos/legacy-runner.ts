import type { RequestListener } from 'node:http'
import { serve, settings } from '../../examples/fleet/child.js'
import { createLegacyListener } from '../../examples/fleet/legacy-listener.js'
import { journalOf } from './journal.js'
import type { RunnerSettings } from './runner-settings.js'
import { hearing } from './spoken.js'
import { workChecks } from './work.js'

const { process: name, journals, sabotage } = settings<RunnerSettings>()
const listener = hearing(createLegacyListener(name, workChecks(journalOf(journals, name))))

/** Says that it serves v2, and executes it on v1's path. */
const wrongVersion: RequestListener = (request, response) => {
  if (request.url === '/contract') {
    response.writeHead(200, { 'content-type': 'application/json' })
    return void response.end(JSON.stringify({ contract: 'runner', latest: '2.0.0', versions: [{ version: '2.0.0' }] }))
  }
  request.url = request.url?.replace(/^\/v2/, '') ?? '/'
  listener(request, response)
}

await serve(sabotage.includes('wrongVersion') ? wrongVersion : listener)
