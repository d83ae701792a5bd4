import { Button } from '@mantine/core';
import { useLanguage, useWords } from '../../../shell/preferences';
import { formatInstant } from '../../../time/format';
import { upgradeWords } from '../../../wording/upgrades';
import type { Upgrade } from './upgrade-state';

/** A signed act as it stands for good: who, when, the very text that was shown, and its digest (patterns 6.10). */
export function Signed({
  waiver,
  zone,
}: {
  readonly waiver: Upgrade['waivers'][number];
  readonly zone: string | null;
}) {
  const words = useWords(upgradeWords);
  const language = useLanguage();
  return (
    <section className="card signed">
      <h2>{words.signed(waiver.kind)}</h2>
      <blockquote className="typed" lang={waiver.language}>
        {waiver.text}
      </blockquote>
      <p>{words.signedBy(waiver.signedBy, formatInstant(waiver.at, zone ?? 'UTC', language, { long: true }))}</p>
      <p className="quiet small">
        {words.digest} : <code>{waiver.digest}</code>
      </p>
      <Button variant="default" className="no-print" onClick={() => print()}>
        {words.print}
      </Button>
    </section>
  );
}
