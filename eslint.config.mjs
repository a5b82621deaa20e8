// What ESLint holds: type-checked rules that find bugs, and the bans that keep deciding pure and the environment in one place.
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const PURE = ['libs/{domain,decision,messages,replies,simulation}/**/*.ts']
const SOURCE = ['apps/**/*.{ts,tsx}', 'libs/**/*.ts']

/** Same place for every ban, since a later `no-restricted-syntax` replaces an earlier one instead of adding to it. */
const EVERYWHERE = [
  { selector: 'ExportDefaultDeclaration', message: 'No default exports: one name everywhere.' },
  {
    selector:
      ':matches(TSInterfaceDeclaration, TSTypeAliasDeclaration, TSEnumDeclaration, ClassDeclaration)[id.name=/^(Promise|Record|Event|Notification|Request|Response)$/]',
    message: 'This name already means something to every reader (design.md, section 3): say which one, e.g. PromiseToPay, ContactEvent.',
  },
]
const IN_SOURCE = [
  ...EVERYWHERE,
  { selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword', message: 'A double cast hides a type error: parse or narrow instead.' },
]
const TESTS = [
  ...EVERYWHERE,
  {
    selector: "MemberExpression[object.name=/^(it|test|describe)$/][property.name='only']",
    message: 'A focused test switches all others off.',
  },
  {
    selector: "MemberExpression[object.name='jest'][property.name=/^(mock|doMock|unstable_mockModule)$/]",
    message: 'No mocks of our own code: plug in a real driver.',
  },
]
const asks = (what) => `${what} is not pure: what a pure lib needs to know is an argument (design.md, section 2 and rule 16).`
const NO_CLOCK = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']", message: asks('The clock') },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length>1]",
    message: 'Local server time: use libs/domain/dates.ts and name the zone.',
  },
  {
    selector: "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(now|local|utc)$/][arguments.length=0]",
    message: asks('The clock'),
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(get(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)|toLocale(Date|Time)String)$/]',
    message: 'Local server time: use libs/domain/dates.ts and name the zone.',
  },
  {
    selector:
      "CallExpression[callee.object.type='NewExpression'][callee.object.callee.property.name='DateTimeFormat'][callee.property.name='format'][arguments.length=0]",
    message: asks('The clock'),
  },
]
const NO_WAITING = [
  { selector: ':function[async=true], AwaitExpression, ForOfStatement[await=true]', message: asks('Waiting') },
  {
    selector: "NewExpression[callee.name='Promise'], MemberExpression[object.name='Promise'], TSTypeReference[typeName.name='Promise']",
    message: asks('Waiting'),
  },
  { selector: 'ImportExpression', message: asks('Loading code later') },
]

const NO_REACHING_IN = { group: ['**/libs/**'], message: 'A lib is entered by its index: import #name.' }
const NO_FORWARD_REF = {
  name: '@nestjs/common',
  importNames: ['forwardRef'],
  message: 'A cycle: a lower lib or a smaller part is missing.',
}
const NO_NODE_PROCESS = ['process', 'node:process'].map((name) => ({ name, message: 'Only libs/settings reads the environment.' }))
const ENVIRONMENT = {
  object: 'process',
  property: 'env',
  message: 'Only libs/settings reads the environment: ask for the setting.',
}

export default defineConfig(
  { ignores: ['dist/', 'data/', 'coverage/', 'node_modules/', '**/*.{mjs,cjs,js}'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: process.cwd() } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-console': 'error',
      'no-param-reassign': 'error',
      'no-fallthrough': 'error',
      'no-unreachable-loop': 'error',
      'max-lines': ['error', { max: 300 }],
      'max-params': ['error', { max: 6 }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { requireDefaultForNonUnion: true, considerDefaultExhaustiveForUnions: false },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Nest modules are classes that hold nothing but their decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // An index that was just computed needs no check; where one is due is for the reviewer to see.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A driver or stage may be async by contract without waiting for anything itself.
      '@typescript-eslint/require-await': 'off',
      // Spreading a checked row class is how it becomes plain JSON.
      '@typescript-eslint/no-misused-spread': 'off',
      // Rules that find taste, not bugs.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Nest types its options by classes and takes literals of them everywhere.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-restricted-syntax': ['error', ...IN_SOURCE],
      'no-restricted-imports': ['error', { paths: [NO_FORWARD_REF], patterns: [NO_REACHING_IN] }],
    },
  },
  {
    files: SOURCE,
    ignores: ['libs/settings/**'],
    rules: {
      'no-restricted-properties': ['error', ENVIRONMENT],
      'no-restricted-imports': ['error', { paths: [NO_FORWARD_REF, ...NO_NODE_PROCESS], patterns: [NO_REACHING_IN] }],
    },
  },
  { files: ['apps/{cli,sandbox-carrier}/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: PURE,
    rules: {
      'no-restricted-syntax': ['error', ...IN_SOURCE, ...NO_CLOCK, ...NO_WAITING],
      'no-restricted-properties': [
        'error',
        ENVIRONMENT,
        { object: 'Date', property: 'now', message: asks('The clock') },
        { object: 'Math', property: 'random', message: asks('The dice') },
      ],
      'no-restricted-globals': [
        'error',
        ...[
          'process',
          'console',
          'performance',
          'crypto',
          'fetch',
          'globalThis',
          'global',
          'require',
          'Buffer',
          'setTimeout',
          'setInterval',
          'setImmediate',
          'queueMicrotask',
        ].map((name) => ({ name, message: asks(`\`${name}\``) })),
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: NO_NODE_PROCESS,
          patterns: [NO_REACHING_IN, { group: ['node:*', 'fs', 'path', 'crypto', 'os', '@nestjs/*'], message: asks('This import') }],
        },
      ],
    },
  },
  { files: ['test/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...TESTS], '@typescript-eslint/unbound-method': 'off' } },
)
