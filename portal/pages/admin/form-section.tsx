import type { ReactNode } from 'react';
import { useLanguage } from '../../shell/preferences';
import { adminSectionWords } from '../../wording/admin-sections';
import { openedSections, type SectionName } from './form-sections';

/** A part of a long form that folds; it is printed open. */
export function FormSection({ name, children }: { readonly name: SectionName; readonly children: ReactNode }) {
  const { title, about } = adminSectionWords[useLanguage()][name];
  return (
    <details className="card action" open={openedSections.includes(name)} data-section={name}>
      <summary>
        {title} <span className="quiet small">{about}</span>
      </summary>
      {children}
    </details>
  );
}
