import { defineConfig } from 'vitest/config'
import base from './vitest.config.js'

/** What needs a `redis-server` in the path, and fails without one: `npm run test:redis`. */
export default defineConfig({
  ...base,
  test: { ...base.test, include: ['test/redis/**/*.redis.ts'], typecheck: { enabled: false } },
})
