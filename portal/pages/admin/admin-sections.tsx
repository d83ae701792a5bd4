import './admin.css';
import '../releases/releases.css';
import { Subsections } from '../../components/subsections';
import { useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { adminWords } from '../../wording/admin';
import { registerNames } from './registers';

/** The places of the administration; tokens and audit are for administrators alone. */
export function AdminSections() {
  const words = useWords(adminWords);
  const { role } = useMe();
  return (
    <Subsections
      label={words.section}
      of={[
        ...registerNames
          .filter((name) => name !== 'invoices' || role !== 'release-manager')
          .map((name) => ({ to: `/registers/${name}`, label: words.registers[name] })),
        ...(role === 'admin'
          ? [
              { to: '/tokens', label: words.texts.tokens },
              { to: '/audit', label: words.texts.audit },
            ]
          : []),
        { to: '/fan-outs', label: words.texts.fanOuts },
      ]}
    />
  );
}
