import { Link } from '@tanstack/react-router';
import { footerWords } from '../wording/footer';
import { useWords } from './preferences';

/** The foot of every page. */
export function Footer() {
  const words = useWords(footerWords);
  return (
    <footer className="foot no-print">
      <Link to="/accessibility">{words.link}</Link>
    </footer>
  );
}
