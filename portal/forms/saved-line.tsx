import { useSavedAt } from '../drafts/drafts';
import { useLanguage, useWords } from '../shell/preferences';
import { formatTimeOfDay } from '../time/format';
import { formWords } from '../wording/forms';

/** Says that what was typed is kept, and since when. */
export function SavedLine({ name }: { readonly name: string }) {
  const words = useWords(formWords);
  const language = useLanguage();
  const savedAt = useSavedAt(name);
  return (
    <p className="quiet small saved">{savedAt === undefined ? ' ' : words.saved(formatTimeOfDay(savedAt, language))}</p>
  );
}
