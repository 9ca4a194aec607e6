// Lints texts as if they stood in the tree: [{ path, code }] on standard input, the rules each breaks on standard output.
// Typed rules are left out, since a text that is no file has no types. ESLint itself does not load inside jest.
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const eslint = new ESLint({
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    {
      languageOptions: { parserOptions: { projectService: false } },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    },
  ],
});
const cases = JSON.parse(await text(process.stdin));
const found = [];
for (const { path, code } of cases) {
  const [result] = await eslint.lintText(code, { filePath: path });
  found.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(found));
