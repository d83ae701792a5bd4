import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../shell/preferences';
import { formatInstant } from '../../time/format';
import { readersZone } from '../../time/zones';
import { clientUpgradeWords } from '../../wording/client-upgrade';
import { releaseWords } from '../../wording/releases';
import { rolloutWords } from '../../wording/rollouts';
import { CellBadge } from './cell';
import { useClientNames } from '../../client-names';
import { ThreeDates } from './dates';
import { steps } from './matrix';
import { rankOf, stepOf, type MatrixRow } from './matrix-rows';

interface MatrixProps {
  readonly rows: readonly MatrixRow[];
  /** The product's versions, oldest first, from which a client's rank follows. */
  readonly versions: readonly string[];
  readonly caption: string;
}

/** Clients and steps. The table is the reference; a narrow page has the clients under each step (patterns 12.1, 12.4). */
export function Matrix({ rows, versions, caption }: MatrixProps) {
  const language = useLanguage();
  const words = releaseWords[language];
  const said = rolloutWords[language];
  const nameOf = useClientNames();
  return (
    <>
      <div className="matrix wide-only" role="region" aria-label={caption} tabIndex={0}>
        <table>
          <caption className="unseen">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{said.client}</th>
              {steps.map((step) => (
                <th key={step} scope="col">
                  {words.steps[step]}
                </th>
              ))}
              <th scope="col">{said.next}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.upgrade.client} data-client={row.upgrade.client}>
                <th scope="row">
                  <Head row={row} name={nameOf(row.upgrade.client)} versions={versions} />
                </th>
                {steps.map((step) => (
                  <td key={step} data-step={step}>
                    <CellBadge cell={row.cells[step]} zone={row.upgrade.zone} />
                  </td>
                ))}
                <td className="matrix-next">
                  <Next row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="narrow-only">
        {steps.map((step) => (
          <StepList key={step} title={words.steps[step]} rows={rows.filter((row) => stepOf(row) === step)}>
            {(row) => (
              <>
                <Head row={row} name={nameOf(row.upgrade.client)} versions={versions} />
                <CellBadge cell={row.cells[step]} zone={row.upgrade.zone} />
                <Next row={row} />
              </>
            )}
          </StepList>
        ))}
      </div>
    </>
  );
}

function StepList({
  title,
  rows,
  children,
}: {
  readonly title: string;
  readonly rows: readonly MatrixRow[];
  readonly children: (row: MatrixRow) => React.ReactNode;
}) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h3>
        {title} ({rows.length})
      </h3>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.upgrade.client} className="card matrix-card">
            {children(row)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Head({
  row: { upgrade },
  name,
  versions,
}: {
  readonly row: MatrixRow;
  readonly name: string;
  readonly versions: readonly string[];
}) {
  const language = useLanguage();
  const { client, product, version, installed } = upgrade;
  return (
    <>
      <Link to="/releases/$product/$version/$client" params={{ product, version, client }} className="row-link">
        {name}
      </Link>
      <span className="quiet small row-reference">
        {installed ?? clientUpgradeWords[language].fromUnknown} ·{' '}
        {releaseWords[language].ranks[rankOf(installed, versions)]}
      </span>
    </>
  );
}

/** What happens next, by itself or not, with the three dates and their reasons behind it. */
function Next({ row: { upgrade } }: { readonly row: MatrixRow }) {
  const language = useLanguage();
  const said = rolloutWords[language];
  const { at, reason } = upgrade.dates.planned;
  const text =
    at === null || upgrade.promotedAt !== null
      ? releaseWords[language].reasons[reason]
      : said.automatic(formatInstant(at, upgrade.zone ?? readersZone(), language));
  return (
    <>
      <span>{text}</span>
      <details className="small">
        <summary>{clientUpgradeWords[language].threeDates}</summary>
        <ThreeDates upgrade={upgrade} />
      </details>
    </>
  );
}
