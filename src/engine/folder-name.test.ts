import { expect, it } from 'vitest'
import { folderName, versionOfFolder } from './folder-name.js'

it.each([
  // version, folder
  ['1.0.0', 'v1'],
  ['2.1.0', 'v2.1'],
  ['2.0.1', 'v2.0.1'],
  ['10.20.30', 'v10.20.30'],
])('%s lives in %s, and in no other folder', (version, folder) => {
  expect([folderName(version), versionOfFolder(folder)]).toStrictEqual([folder, version])
})

it.each(['v2.0', 'v2.1.0', '2', 'v1-v2', 'v1.0.0', 'vnext', '', 'xv1', 'v1x'])('%j is the folder of no version', (folder) => {
  expect(versionOfFolder(folder)).toBeUndefined()
})
