import './releases.css';
import { Subsections } from '../../components/subsections';
import { useWords } from '../../shell/preferences';
import { workWords } from '../../wording/releases-work';

/** Where release managers work: versions, planned work, windows and freezes. */
export function ReleaseSections() {
  const words = useWords(workWords);
  return (
    <Subsections
      label={words.sections}
      of={[
        { to: '/releases', label: words.versions },
        { to: '/planned-work', label: words.maintenances },
        { to: '/windows', label: words.windows },
        { to: '/registers/freezes', label: words.freezes },
      ]}
    />
  );
}
