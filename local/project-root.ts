import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder: this file runs from `local/` in tests and from `dist/local/` once built. */
export const PROJECT_ROOT = rootAbove(__dirname);

/**
 * Path of a built program of the project.
 * @param program its path without extension, such as `local/mail-sink`
 * @throws where the project isn't built
 */
export function builtProgram(program: string): string {
  const file = join(PROJECT_ROOT, 'dist', `${program}.js`);
  if (!existsSync(file)) throw new Error(`${program} is not built. Run: npm run build`);
  return file;
}

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('package.json of the project was not found');
  return rootAbove(above);
}
