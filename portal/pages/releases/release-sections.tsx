import './releases.css';
import { Subsections } from '../../components/subsections';
import { useWords } from '../../shell/preferences';
import { releaseSectionWords } from '../../wording/release-sections';

/** Where release managers work: versions, planned work, windows and freezes. */
export function ReleaseSections() {
  const words = useWords(releaseSectionWords);
  return (
    <Subsections
      label={words.sections}
      of={[
        { to: '/releases', label: words.versions },
        { to: '/planned-work', label: words.maintenances },
        { to: '/calendar', label: words.calendar },
        { to: '/windows', label: words.windows },
        { to: '/registers/freezes', label: words.freezes },
      ]}
    />
  );
}
