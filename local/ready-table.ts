import type { SampleSignIn } from './own-processes';

/** What a person needs to know once everything answers: addresses, then sample sign-ins, in aligned columns. */
export function readyTable(
  addresses: readonly (readonly [string, string])[],
  signIns: readonly SampleSignIn[],
): string {
  const lines = ['', ...columns(addresses), ''];
  if (signIns.length > 0) {
    const rows = signIns.map(({ email, role, company, password }) => [email, role, company ?? '', password]);
    lines.push('  Sample sign-ins', ...columns([['e-mail', 'role', 'company', 'password'], ...rows]), '');
  }
  return lines.join('\n');
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(width(column))).join('  ')}`.trimEnd());
}
