import { Link } from '@tanstack/react-router';

export interface Subsection {
  readonly to: string;
  readonly label: string;
}

/** The places within a section of the header. */
export function Subsections({ label, of }: { readonly label: string; readonly of: readonly Subsection[] }) {
  return (
    <nav className="subsections no-print" aria-label={label}>
      {of.map((one) => (
        <Link key={one.to} to={one.to as '/'} activeOptions={{ exact: false, includeSearch: false }}>
          {one.label}
        </Link>
      ))}
    </nav>
  );
}
