import { defineConfig, globalIgnores } from 'eslint/config';
import hooks from 'eslint-plugin-react-hooks';
import { parser, plugin } from 'typescript-eslint';

/**
 * What Biome cannot see: rules that need types (forgotten promises), the rules of React's hooks, and the size of
 * functions and files: about 60 lines (TSX 120) and about 400; the limits leave some room.
 */
const size = (functionLines, fileLines) => ({
  'max-lines-per-function': ['error', { max: functionLines, skipBlankLines: true, skipComments: true }],
  'max-lines': ['error', { max: fileLines, skipBlankLines: true, skipComments: true }],
});

export default defineConfig(
  globalIgnores(['**/dist/**', 'prisma/generated/**', 'docs/**', '.data/**', '**/*.{js,mjs,cjs}']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { '@typescript-eslint': plugin },
    languageOptions: {
      parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      ...size(80, 450),
    },
  },
  { files: ['**/*.tsx'], ...hooks.configs.flat['recommended-latest'] },
  { files: ['**/*.tsx'], rules: { ...size(130, 450), 'react-hooks/exhaustive-deps': 'off' } },
  {
    files: ['admin-ui/**/*Page.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: 'react-admin',
          importNames: ['useGetOne'],
          message: 'Take useDetail: a list row is no record.',
        },
      ],
    },
  },

  // A describe block is as long as what it describes; texts and tables are data.
  {
    files: ['**/*.test.{ts,tsx}', 'tests/**', 'bench/**', 'contract/i18n/**', '**/*.expectations.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': 'off' },
  },
);
