import { wording } from './wording';

/** The foot of every page. */
export const footerWords = wording(
  { link: 'Accessibilité : partiellement conforme' },
  { link: 'Accessibility: conforms in part' },
);
