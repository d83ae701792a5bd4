import { usePageTitle } from '../../shell/page-title';
import { useSupportPhone } from '../../shell/portal-settings';
import { useLanguage } from '../../shell/preferences';
import { formatDate } from '../../time/format';
import { accessibilityWords, TESTED_ON } from '../../wording/accessibility';

/** The accessibility statement: what was tested and how, what fails, and whom to tell (patterns §17). */
export function AccessibilityPage() {
  const language = useLanguage();
  const { title, lead, sections, phone } = accessibilityWords[language];
  const number = useSupportPhone();
  usePageTitle(title);
  return (
    <article className="column">
      <h1>{title}</h1>
      <p>{lead(formatDate(TESTED_ON, language))}</p>
      {sections.map(({ heading, points }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <ul>
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </section>
      ))}
      {number !== undefined && (
        <p>
          {phone} <a href={`tel:${number.replace(/\s/g, '')}`}>{number}</a>
        </p>
      )}
    </article>
  );
}
