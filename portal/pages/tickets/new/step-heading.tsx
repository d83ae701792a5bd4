import { useWords } from '../../../shell/preferences';
import { newWords } from '../../../wording/new-ticket';

/** « Étape 2 sur 3 : décrire », in text: nobody jumps between steps that are not filled in (patterns 6.1). */
export function StepHeading({ number }: { readonly number: 1 | 2 | 3 }) {
  const words = useWords(newWords);
  return (
    <>
      <p className="quiet">{words.title}</p>
      <h1>{words.step(String(number), words.steps[number - 1] ?? '')}</h1>
    </>
  );
}
