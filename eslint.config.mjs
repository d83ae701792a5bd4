import reactHooks from 'eslint-plugin-react-hooks';
import temporal from 'eslint-plugin-temporal';
import tseslint from 'typescript-eslint';

/** What would make a rule depend on the machine that runs it. Instants, ids and chance are arguments of the domain. */
const clockAndChance = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The instant is an argument.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The instant is an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Chance is an argument.' },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only settings/ reads the environment.',
  },
];

/** Faults that stick a workflow run for good (docs/architecture.md, "Messages"). */
const stuckRuns = [
  {
    selector: "Property[key.name='validator'] > :function[async=true]",
    message: 'A validator is synchronous: an async one never refuses and sticks the run.',
  },
  {
    selector: "CallExpression[callee.name='condition'] > ArrowFunctionExpression[async=true]",
    message: 'An async predicate is always true: an endless loop.',
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'node_modules/', 'test/histories/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['domain/**/*.ts', 'workflows/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clockAndChance, ...stuckRuns] },
  },
  {
    files: ['activities/**/*.ts', 'worker/**/*.ts', 'api/**/*.ts', 'clients/**/*.ts', 'store/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...clockAndChance.slice(-1), ...stuckRuns] },
  },
  {
    files: ['workflows/**/*.ts'],
    plugins: { temporal },
    rules: {
      'temporal/workflow-require-activity-timeouts': 'error',
      'temporal/workflow-require-type-only-activity-imports': 'error',
      'temporal/workflow-local-activity-options-required': 'error',
    },
  },
  {
    files: ['portal/**/*.ts', 'portal/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ['**/*.cjs', '**/*.mjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off', 'no-console': 'off' },
  },
  { files: ['*.cjs', '*.mjs', 'portal/*.mjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['local/**', 'simulation/**', 'bench/**'], rules: { 'no-console': 'off' } },
);
