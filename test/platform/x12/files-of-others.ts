import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where X12 files written by others stand on machines that have them; they are read in place. */
const FOLDER = join(__dirname, '../../../../shared/data/x12');

export interface FileOfOthers {
  /** Name of its folder, which is the code of its sets, and of itself. */
  readonly name: string;
  readonly path: string;
}

/** Every X12 file written by others; none on a machine without the folder. */
export const filesOfOthers: readonly FileOfOthers[] = existsSync(FOLDER)
  ? readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name: folder }) =>
        readdirSync(join(FOLDER, folder)).map((name) => ({
          name: `${folder}/${name}`,
          path: join(FOLDER, folder, name),
        })),
      )
  : [];

/** `describe` over those files; without them a skipped one whose name says why. */
export const describeFilesOfOthers = (name: string, suite: () => void): void => {
  if (filesOfOthers.length > 0) describe(name, suite);
  else describe.skip(`${name} (skipped: there is no folder ../shared/data/x12 beside the project)`, suite);
};
