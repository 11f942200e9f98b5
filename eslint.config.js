import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { reasonedAny } from './scripts/lint/reasoned-any.mjs'

const tests = ['**/*.test.ts', '**/*.test-d.ts', 'test/**']

const noDefault = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportSpecifier[exported.name="default"]', message: 'Named exports only.' },
]
const noExportAll = { selector: 'ExportAllDeclaration', message: 'Name every export: `export *` belongs to versions/ alone.' }
const noAny = [
  { selector: 'TSAnyKeyword', message: 'No `any` in versions/ and migrations/.' },
  { selector: 'CallExpression[callee.property.name="any"]', message: '`z.any()` is an `any`: use `z.unknown()`.' },
]
const noSkip = {
  selector: 'MemberExpression[property.name=/^(skip|skipIf|runIf|only|todo|fails)$/]',
  message: 'A test runs, always and with the others.',
}

export default defineConfig(
  { ignores: ['dist/', '.api-*/', 'etc/', 'coverage/', '.stryker-tmp/'] },
  tseslint.configs.recommended,
  {
    files: ['**/*.{ts,mts,js,mjs}'],
    // Comments cannot turn a rule off; an exception is made here, with its reason.
    linterOptions: { noInlineConfig: true },
    plugins: { contracts: { rules: { 'reasoned-any': reasonedAny } } },
    rules: {
      'max-lines': ['error', { max: 200 }],
      'max-lines-per-function': ['error', { max: 25, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...noDefault, noExportAll],
      'contracts/reasoned-any': 'error',
      // Replaced by the rule above, which no comment turns off.
      '@typescript-eslint/no-explicit-any': 'off',
      // Types are taken apart by position: `_` names the parts that are passed over.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['versions/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noDefault, ...noAny] },
  },
  {
    files: ['migrations/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noDefault, noExportAll, ...noAny] },
  },
  {
    files: tests,
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': false }],
      'no-restricted-syntax': ['error', ...noDefault, noExportAll, noSkip],
    },
  },
  {
    files: ['versions/**/*.test{,-d}.ts', 'migrations/**/*.test{,-d}.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noDefault, noExportAll, noSkip, ...noAny] },
  },
  {
    // Their tools ask for a default export.
    files: ['*.config.{js,mjs,ts}', '.dependency-cruiser.mjs'],
    rules: { 'no-restricted-syntax': ['error', noExportAll] },
  },
)
