import { describe, it } from 'vitest'
import { registry } from '@runners/contracts/registry'
import { describeLaws } from '@runners/contracts/testing'

// `npm run laws` holds them on 10,000 values
describeLaws(registry, { describe, it }, { runs: Number(process.env['LAW_RUNS'] ?? 300) })
